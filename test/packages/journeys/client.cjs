/** What a client's test asks, whatever runs it: a page, and that a refusal is survived. */
const { API: api, TOKEN: token } = process.env;
const headers = { 'Argus-API-Key': '1/2/mysecretapikey' };
const control = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };

/** Statuses of a list that is asked twice, refused at first, in a world of its own. */
exports.statuses = async (name) => {
  const made = await fetch(`${api}/_sim/worlds/${name}`, { method: 'PUT', headers: control, body: '{}' });
  const { url } = await made.json();
  const fault = { match: { operation: 'listAggregatedEvents' }, effect: { error: 503 }, times: 1 };
  await fetch(`${url}/_sim/faults`, { method: 'POST', headers: control, body: JSON.stringify(fault) });
  const ask = async () => (await fetch(`${url}/events/v1/aggregated?limit=1`, { headers })).status;
  return [await ask(), await ask()];
};
