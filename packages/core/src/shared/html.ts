const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that stands in a page. Names come from people and from sheets: none of them may become code. */
export function safeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? '');
}
