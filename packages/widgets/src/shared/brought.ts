import { ClientProblem } from '@opentuan/api/client';

/**
 * A part of the widgets that comes when it is needed. Where it does not come there is no network, and that is what
 * the reader is told.
 */
export async function brought<Part>(coming: Promise<Part>): Promise<Part> {
  return coming.catch((error: unknown) => {
    throw new ClientProblem({ code: 'offline', detail: String(error) });
  });
}
