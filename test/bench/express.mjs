/** A bare Express hello-world: what anybody's server needs at least to start. */
import express from 'express';

const app = express();
app.get('/', (_, response) => response.send('hello'));
const server = app.listen(0, '127.0.0.1', () => console.log(`serves http://127.0.0.1:${server.address().port}`));
