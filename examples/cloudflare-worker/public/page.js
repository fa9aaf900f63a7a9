const asked = new URLSearchParams(location.search);
const key = asked.get('key');
const campaign = asked.get('campaign');

if (key && campaign) {
  const provider = document.createElement('tuan-provider');
  provider.setAttribute('api', '/tuan');
  provider.setAttribute('key', key);
  const element = document.createElement('tuan-campaign');
  element.setAttribute('campaign', campaign);
  provider.append(element);
  document.querySelector('#shop')?.append(provider);
}
