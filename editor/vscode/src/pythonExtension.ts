/** The Python extension, where it is installed: which environment has the user selected? Nothing here needs it. */

import { Disposable, extensions, type Event, type Uri } from "vscode";

/** The part of the Python extension's API that is used. */
interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(
      environment: { readonly path: string },
    ): Promise<{ readonly executable: { readonly uri?: Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

const PATIENCE_MS = 15_000;

/** The selected interpreter; undefined without the Python extension, or if it fails or takes too long. */
export async function selectedInterpreter(resource: Uri | undefined): Promise<string | undefined> {
  return soon(async () => {
    const environments = (await pythonApi())?.environments;
    if (environments === undefined) return undefined;
    const environment = await environments.resolveEnvironment(environments.getActiveEnvironmentPath(resource));
    return environment?.executable.uri?.fsPath;
  });
}

/** Calls `listener` whenever another environment is selected. */
export async function onSelection(listener: () => void): Promise<Disposable> {
  const api = await soon(pythonApi);
  return api?.environments.onDidChangeActiveEnvironmentPath(listener) ?? new Disposable(() => undefined);
}

async function pythonApi(): Promise<PythonApi | undefined> {
  return extensions.getExtension<PythonApi | undefined>("ms-python.python")?.activate();
}

async function soon<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
