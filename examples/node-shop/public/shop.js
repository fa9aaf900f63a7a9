/** The shop's own till, as it was there before: it takes the money and tells OpenTuan from the server. */
const till = document.querySelector('#till');
const problem = till.querySelector('.till-problem');
let due;

document.addEventListener('tuan-checkout', (event) => {
  event.preventDefault();
  due = { order: event.detail.order, campaign: event.target };
  const { amount, currency } = due.order.amountDue;
  const format = new Intl.NumberFormat(document.documentElement.lang, { style: 'currency', currency });
  till.querySelector('.till-amount').textContent = format.format(
    amount / 10 ** format.resolvedOptions().maximumFractionDigits,
  );
  problem.hidden = true;
  till.showModal();
});

till.addEventListener('click', ({ target }) => {
  if (target.value === 'later') till.close();
  if (target.value === 'pay') void pay(target);
});

/** Takes the money, which is pretended, and lets the server tell OpenTuan. */
async function pay(button) {
  button.disabled = true;
  const response = await fetch('/till/payments', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: due.order.id }),
  }).catch(() => undefined);
  button.disabled = false;
  problem.hidden = response?.ok === true;
  if (!response?.ok) return;
  till.close();
  await due.campaign.refresh();
}
