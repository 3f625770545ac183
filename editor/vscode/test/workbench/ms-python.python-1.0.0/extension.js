// Selects $STUB_FIRST, and $STUB_SECOND after the command.
const { commands, EventEmitter, Uri } = require("vscode");

/** @param {import("vscode").ExtensionContext} context */
exports.activate = (context) => {
  const changed = new EventEmitter();
  let path = process.env.STUB_FIRST;
  const select = () => {
    path = process.env.STUB_SECOND;
    changed.fire({ path });
  };
  context.subscriptions.push(changed, commands.registerCommand("stub.select", select));
  return {
    environments: {
      getActiveEnvironmentPath: () => ({ path }),
      /** @param {{ path: string }} environment */
      resolveEnvironment: (environment) => Promise.resolve({ executable: { uri: Uri.file(environment.path) } }),
      onDidChangeActiveEnvironmentPath: changed.event,
    },
  };
};
