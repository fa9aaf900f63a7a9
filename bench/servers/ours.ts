/** OpenTuan's own API on a libSQL file, as `opentuan dev` serves it. */
import { createApi } from '../../packages/api/src/create-api.ts';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { openNeighbourhood, secretKey } from '../neighbourhood.ts';
import { tellPort } from './serve.ts';

const engine = await libsqlEngine({ url: `file:${process.argv[2] ?? ''}` });
tellPort(createApi({ shop: await openNeighbourhood(engine), rootKey: secretKey, limits: false, onError: (error) => process.stderr.write(`${String(error)}\n`) }));
