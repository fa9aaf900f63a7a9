/** Every provider asks the shop's own server who is signed in; the server asks OpenTuan for the session. */
for (const provider of document.querySelectorAll('tuan-provider')) {
  provider.getSession = async () => {
    const response = await fetch(provider.dataset.session, { method: 'POST' });
    return response.ok ? (await response.json()).token : null;
  };
}
