// SPDX-License-Identifier: Apache-2.0

/** Whether the server that the console came from can be reached, whatever it answers. */
export const serverAnswers = () =>
  fetch(location.origin, { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
