/**
 * The policy of a page of our own: it loads nothing from elsewhere, sends nothing elsewhere, and nothing else may load
 * it. `images` are the schemes of pictures that it makes itself.
 */
export function pagePolicy(images: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    `img-src ${images}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
