import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlToPlain } from '../../src/formats/html.js';

const text = (html: string): string => htmlToPlain(html).text;
const codes = (html: string): string[] => htmlToPlain(html).defects.map((d) => d.code);

describe('lays html out as text', () => {
  it.each([
    ['lines', 'a<br>b<div>c</div>d<p>e</p>f', 'a\nb\nc\nd\n\ne\n\nf'],
    [
      'cells',
      '<table><tr><td>Ida Moss</td><td>Labour</td></tr><tr><th>x</th></tr></table>',
      'Ida Moss Labour\nx',
    ],
    ['inline tags inside a word', 're<b>sig</b>na<wbr>t<i></i>ion', 'resignation'],
    ['comments inside a word', 're<!-- x --><!--[if mso]>no<![endif]-->sign', 'resign'],
    ['conditional content', '<!--[if !mso]><!-->shown<!--<![endif]-->', 'shown'],
    ['entities', '&pound;5 &amp; up &lt;b&gt; don&rsquo;t&nbsp;now', '£5 & up <b> don’t\u00a0now'],
    ['zero-width spaces stay in their word', 'with&#8203;draw', 'with\u200bdraw'],
    ['headings as they are', '<h1>The Draft</h1>text', 'The Draft\n\ntext'],
    ['lists', '<ul><li>one<li>two</ul>', ' * one\n * two'],
    [
      'quotations',
      'I<blockquote>you<br>two<blockquote>me</blockquote></blockquote>',
      'I\n\n> you\n> two\n>\n> > me',
    ],
    [
      'indents of Gmail',
      '<blockquote style="margin:0 0 0 40px;border:none">mine</blockquote>',
      'mine',
    ],
    ['rules', 'a<hr>From: b', 'a\n________________________________\nFrom: b'],
    ['preformatted text', '<pre>a\n  b</pre>', 'a\n  b'],
    ['links by their words', '<a href="https://x.example">the report</a>', 'the report'],
    ['emoji pictures', 'well done <img alt="🙂" src="x"><img alt="logo" src="y">', 'well done 🙂'],
    ['signs that are no tags', 'a < b and c <3 d', 'a < b and c <3 d'],
    ['brackets in attributes', '<a title="x > y">z</a>', 'z'],
    ['stray quotes in tags', '<p class=a">one</p><p>"two"</p>', 'one\n\n"two"'],
    ['titles and scripts', '<title>t</title><script>if (a<b) x</script>shown', 'shown'],
    ['scripts never closed', '<script>still read', 'still read'],
    ['tags never closed', 'said <b', 'said <b'],
  ])('%s', (_, html, expected) => expect(text(html)).toBe(expected));
});

describe('leaves hidden text out, without a gap', () => {
  it.each([
    'display:none',
    'DISPLAY : none !important',
    'disp/**/lay:none',
    'd\\69 splay:none',
    'visibility:hidden',
    'font-size:0',
    'font-size: 0px;color:red',
    'opacity:0',
    'max-height:0;overflow:hidden',
    'mso-hide:all',
  ])('%s', (style) => {
    const html = `with<span style="${style}">HID</span>draw`;
    expect([text(html), codes(html)]).toEqual(['withdraw', ['hidden-text']]);
  });

  it.each([
    ['the hidden attribute', 'a<div hidden>b</div>c', 'ac'],
    ['a class', '<style>p.x , #y{display:none}</style><p class="z x">b</p><i id=y>d</i>c', 'c'],
    [
      'inside a hidden element',
      '<div style="display:none">a<p style="display:block">b</p></div>c',
      'c',
    ],
    ['up to an implied end', '<p style="display:none">a<p>b', 'b'],
  ])('by %s', (_, html, expected) => expect(text(html)).toBe(expected));

  it.each([
    ['a size set again', '<td style="font-size:0"><p style="font-size:12px">a</p></td>', 'a'],
    ['a rule for small screens', '<style>@media x{.m{display:none}}</style><p class=m>a</p>', 'a'],
    ['other numbers', '<p style="opacity:0.9;font-size:0.8em">a</p>', 'a'],
  ])('but not %s', (_, html, expected) => expect(text(html)).toBe(expected));
});

describe('bears hostile html', () => {
  const n = 100_000;
  it.each([
    ['nesting', '<div>'.repeat(n)],
    ['closing', '</div>'.repeat(n)],
    ['inline nesting', `${'<b>'.repeat(n)}${'</i>'.repeat(n)}`],
    ['quotations', `${'<blockquote>'.repeat(n)}${'x<br>'.repeat(2_000)}`],
    ['lists', '<ul><li>'.repeat(n)],
    ['unclosed comments', '<!--'.repeat(n)],
    ['unclosed scripts', '<script>'.repeat(n)],
    ['half-closed scripts', `<script>${'</script'.repeat(n)}`],
    ['unclosed quotes', '<a x="'.repeat(n)],
    ['unclosed quotes before an end', `${'<a x="\''.repeat(n)}>`],
    ['angle brackets', '<'.repeat(n)],
    ['attributes', `<a ${'b '.repeat(n)}>`],
    ['styles', '<style>.a{display:none}</style>'.repeat(n / 10)],
    ['style rules', `<style>${'.a,'.repeat(n)}{display:none}</style>`],
    ['entities', '&amp;'.repeat(n)],
    ['ampersands', '&'.repeat(n)],
    ['table cells', '<table><tr><td>'.repeat(n / 3)],
    ['blanks', ' '.repeat(n)],
    ['style blanks', `<p style="${'a: '.repeat(n)}">x`],
  ])(
    '%s',
    (_, html) => {
      expect(text(`${html}the end`)).toContain('the end');
    },
    5_000,
  );

  it('keeps the text of what is nested too deep, and says so', () => {
    const html = `${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}after`;
    expect([text(html), codes(html)]).toEqual(['deep\nafter', ['cap-html-depth']]);
  });

  it('reads 10 MB and says that there is more', () => {
    const read = htmlToPlain(`<p>first</p>${' '.repeat(10_600_000)}<p>last</p>`);
    expect([read.text, read.defects.map((d) => d.code)]).toEqual(['first', ['cap-html-bytes']]);
  }, 10_000);

  it('never throws, and never loses a word that no tag, comment or style holds', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<br>',
        '<div',
        '>',
        '<!--',
        '-->',
        '"',
        "'",
        '<td>',
        '</b>',
        '<ul><li>',
        '&#x',
        ' ',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.join('');
        expect(text(`WORD1 ${html}`)).toContain('WORD1');
      }),
    );
  });
});
