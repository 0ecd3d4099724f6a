// SPDX-License-Identifier: Apache-2.0

/** Gives the visitor what is only to be had with the session's token as a file. */
export function saveFile(name: string, type: string, text: string) {
  const link = document.createElement('a');
  const url = URL.createObjectURL(new Blob([text], { type }));
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser takes the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
