import { type Engine, translateEngineError } from './engine.ts';
import { openConnection } from './libsql-connection.ts';

/** An engine on a libSQL database of this machine. It owns its one connection, since a pool loses pragmas. */
export function libsqlFileEngine(path: string, busyTimeout: number): Engine {
  const connection = openConnection(path, busyTimeout);
  return {
    name: 'libsql',
    run(statements, mode = 'write') {
      try {
        return Promise.resolve(connection.run(statements, mode));
      } catch (error) {
        return Promise.reject(translateEngineError(error));
      }
    },
    close() {
      connection.close();
      return Promise.resolve();
    },
  };
}
