import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import type { CampaignFigures } from '../../../../contract/campaigns/views.ts';
import { useTexts } from '../../language/useTexts.ts';
import { campaignsTexts } from './texts.ts';
import 'uplot/dist/uPlot.min.css';

const HEIGHT = 240;
/** Told apart without colour by the table below. */
const LINES = ['#b98527', '#1b7f4b', '#3a6ea5', '#c4313a', '#7a5ea8'];

/** Draws and wins by day. The same figures stand in a table below, for who cannot see the chart. */
export const DayChart = ({ figures }: { figures: CampaignFigures }) => {
  const t = useTexts(campaignsTexts);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element || figures.days.length === 0) return undefined;
    const axis = { stroke: getComputedStyle(element).color, grid: { stroke: 'rgb(128 128 128 / 0.2)' } };
    const dates = figures.days.map(({ date }) => date);
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        scales: { x: { time: false, range: [0.5, figures.days.length + 0.5] } },
        axes: [
          {
            ...axis,
            incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500],
            values: (_, places) => places.map((nth) => dates[nth - 1]?.slice(5) ?? ''),
          },
          { ...axis, size: 64 },
        ],
        series: [
          { label: t.chartTable, value: (_, nth: number | null) => (nth === null ? '' : (dates[nth - 1] ?? '')) },
          { label: t.chartDraws, stroke: axis.stroke, width: 2, points: { show: true } },
          ...figures.coupon_types.map(({ name }, index) => ({
            label: name,
            stroke: LINES[index % LINES.length] ?? axis.stroke,
            width: 2,
            points: { show: true },
          })),
        ],
      },
      [
        figures.days.map((_, index) => index + 1),
        figures.days.map(({ draws }) => draws),
        ...figures.coupon_types.map((_, index) => figures.days.map(({ won }) => won[index] ?? 0)),
      ],
      element,
    );
    const resize = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    resize.observe(element);
    return () => {
      resize.disconnect();
      chart.destroy();
    };
  }, [figures, t]);
  return <div className="campaign-chart" ref={place} aria-hidden="true" />;
};
