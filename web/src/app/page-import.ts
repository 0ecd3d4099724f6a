// SPDX-License-Identifier: Apache-2.0
import { networkProblem } from '@/api/problem';
import { serverAnswers } from '@/api/server-answers';

/**
 * Loads a part of the console. The router reloads the document where that fails, which mends a part that a newer
 * version has replaced; without a server that would end in the browser's error page, so it is told another error.
 */
export async function imported<Part>(load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    throw (await serverAnswers()) ? error : networkProblem();
  }
}
