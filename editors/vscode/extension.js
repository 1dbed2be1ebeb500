// SPDX-License-Identifier: BSD-2-Clause
// Starts `barrister lsp`, and stops it. All that it can do is in the server.
"use strict";
const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

exports.activate = () => {
  const settings = workspace.getConfiguration("barrister");
  client = new LanguageClient(
    "barrister",
    "Barrister",
    { command: settings.get("path"), args: ["lsp"] },
    {
      documentSelector: ["litmus", "cat", "protocol"].map((language) => ({ language })),
      initializationOptions: { timeLimit: settings.get("timeLimit") },
    },
  );
  return client.start();
};

exports.deactivate = () => client && client.stop();
