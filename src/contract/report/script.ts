/** What the page can do with a script, and is whole without: search, filter by rank, and copy. */
export const script = `
const cards=[...document.querySelectorAll('.finding')],find=document.getElementById('find'),ranks=[...document.querySelectorAll('.ranks input')],left=document.getElementById('left');
const show=()=>{const words=find.value.toLowerCase().split(/\\s+/).filter(Boolean),on=ranks.filter(r=>r.checked).map(r=>r.value);let count=0;
for(const c of cards){const is=on.includes(c.dataset.rank)&&words.every(w=>c.textContent.toLowerCase().includes(w));c.hidden=!is;count+=is}
for(const d of document.querySelectorAll('.others')){const some=d.querySelector('.finding:not([hidden])');d.hidden=!some;if(find.value&&some)d.open=true}
for(const r of document.querySelectorAll('[data-row]'))r.hidden=!words.every(w=>r.textContent.toLowerCase().includes(w));
left.textContent=count+' of '+cards.length+' findings'};
find.addEventListener('input',show);for(const r of ranks)r.addEventListener('change',show);show();
for(const b of document.querySelectorAll('button.copy'))b.addEventListener('click',async()=>{const t=b.parentElement.querySelector('pre,code').textContent;try{await navigator.clipboard.writeText(t)}catch{const a=document.createElement('textarea');a.value=t;document.body.append(a);a.select();document.execCommand('copy');a.remove()}b.textContent='copied';setTimeout(()=>b.textContent='copy',1200)});
const reveal=()=>{const e=document.getElementById(decodeURIComponent(location.hash.slice(1)));for(let p=e;p;p=p.parentElement)if(p.tagName==='DETAILS')p.open=true;if(e){e.hidden=false;e.scrollIntoView()}};
addEventListener('hashchange',reveal);reveal();
document.documentElement.classList.add('scripted');
`;
