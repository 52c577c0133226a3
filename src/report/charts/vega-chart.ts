import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Chart } from '../document.js';

/**
 * Dark blue and light grey with a dark edge: told apart by lightness alone, so also by the colour
 * blind and in black and white.
 */
export const SERIES_COLOURS = ['#12436d', '#d9dce0'] as const;
export const EDGE = '#12436d';

const WIDTH = 340;
const BAR = 13;
export const CHART_FONT = 'Arial, Helvetica, sans-serif';

function specOf({ series, bars }: Chart): TopLevelSpec {
  const values = bars.flatMap(({ label, values: [now, earlier] }) => [
    { label, series: series[0], value: now },
    { label, series: series[1], value: earlier },
  ]);
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    width: WIDTH,
    height: { step: BAR },
    data: { values },
    encoding: {
      y: { field: 'label', type: 'nominal', sort: null, title: null },
      yOffset: { field: 'series', sort: null },
      x: {
        field: 'value',
        type: 'quantitative',
        title: null,
        axis: { tickMinStep: 1, tickCount: 6, format: ',d' },
        scale: { domainMin: 0 },
      },
    },
    layer: [
      {
        mark: { type: 'bar', stroke: EDGE, strokeWidth: 1 },
        encoding: {
          color: {
            field: 'series',
            type: 'nominal',
            sort: null,
            scale: { range: [...SERIES_COLOURS] },
            legend: { title: null, orient: 'top', labelFontSize: 12, symbolStrokeWidth: 1 },
          },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 11 },
        encoding: { text: { field: 'value', format: ',d' } },
      },
    ],
    config: {
      font: CHART_FONT,
      axis: { labelFontSize: 12, labelLimit: 0, gridColor: '#e4e6e9' },
      view: { stroke: null },
    },
  };
}

/** What Vega writes for screen readers, mark by mark: the chart has one text for all and a table. */
const SPOKEN = / (?:role|aria-[a-z]+|class|pointer-events)="[^"]*"/g;
const UNSEEN = /<path d="[^"]*" display="none"\/>|<path d="M0,0h0v0h0Z"\/>/g;

/** The chart as an SVG image without script, style or reference; the same chart is the same text. */
export async function chartSvg(chart: Chart): Promise<string> {
  const view = new View(parse(compile(specOf(chart)).spec), { renderer: 'none' });
  const svg = await view.toSVG();
  view.finalize();
  return svg
    .replace(SPOKEN, '')
    .replace(UNSEEN, '')
    .replace(/-?\d+\.\d{3,}/g, (text) => String(Math.round(Number(text) * 100) / 100));
}
