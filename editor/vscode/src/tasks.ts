/** The task `conv1d-lsp: check workspace`, whose lines the problem matcher reads. */

import { ProcessExecution, Task, TaskGroup, tasks, workspace, type Disposable, type WorkspaceFolder } from "vscode";

import { SECTION } from "./settings";

/** `python` is the interpreter that runs the server, and so has the package. */
export function registerTasks(python: () => string | undefined): Disposable {
  return tasks.registerTaskProvider(SECTION, {
    provideTasks: () => {
      const program = python();
      const folders = program === undefined || !workspace.isTrusted ? [] : (workspace.workspaceFolders ?? []);
      return folders.map((folder) => checking(folder, program ?? "", { type: SECTION }));
    },
    resolveTask: ({ definition, scope }) => {
      const program = python();
      const folder = typeof scope === "object" ? scope : workspace.workspaceFolders?.[0];
      return program === undefined || folder === undefined ? undefined : checking(folder, program, definition);
    },
  });
}

/** -P: a file of the folder that is called conv1d_lsp.py is not run. */
function checking(folder: WorkspaceFolder, python: string, definition: Task["definition"]): Task {
  const args = ["-P", "-m", "conv1d_lsp", "check", "--output-format", "concise", "."];
  const running = new ProcessExecution(python, args, { cwd: folder.uri.fsPath });
  const task = new Task(definition, folder, "check workspace", SECTION, running, "$conv1d-lsp");
  task.group = TaskGroup.Build;
  return task;
}
