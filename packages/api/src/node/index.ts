export { filePictures } from './file-pictures.ts';
export { serve, type Served, type ServeOptions } from './serve.ts';
