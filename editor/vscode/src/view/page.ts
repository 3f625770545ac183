/** The webview's page: one script and one style sheet of the extension's own, and nothing else is allowed. */

import { randomBytes } from "node:crypto";
import { Uri, type Webview } from "vscode";

export function page(webview: Webview, home: Uri): string {
  const nonce = randomBytes(16).toString("base64");
  const script = webview.asWebviewUri(Uri.joinPath(home, "dist", "view.js")).toString();
  const style = webview.asWebviewUri(Uri.joinPath(home, "media", "view.css")).toString();
  const policy = `default-src 'none'; img-src data:; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${style}">
<title>Model</title>
</head>
<body><script nonce="${nonce}" src="${script}"></script></body>
</html>
`;
}
