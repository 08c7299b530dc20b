namespace Everlatch.Release.Drill.Reports;

/// <summary>How the page of a drill looks.</summary>
internal static class DrillStyle
{
    /// <summary>The style sheet, light and dark.</summary>
    public const string Sheet =
        """
        :root {
          color-scheme: light dark; --ink: #1d2430; --paper: #fff; --soft: #5b6577; --line: #d9dee7;
          --good: #2e7d5b; --refused: #b26a00; --fault: #c0392b; --none: #6b21a8;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --ink: #e7ebf2; --paper: #14181f; --soft: #9aa4b5; --line: #333c4a;
            --good: #5cbf94; --refused: #e0a040; --fault: #ef6f60; --none: #c084fc;
          }
        }
        body {
          font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
          margin: 0 auto; max-width: 68rem; padding: 2rem 1rem;
        }
        h1, h2 { line-height: 1.2; }
        .lead { font-size: 1.15rem; }
        .soft { color: var(--soft); }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--line); }
        .met { color: var(--good); font-weight: 600; }
        .missed { color: var(--fault); font-weight: 600; }
        .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 2rem; }
        ol { list-style: none; padding: 0; }
        li { display: grid; grid-template-columns: 6rem 2.5rem 1fr; gap: .5rem; padding: .25rem 0; overflow-wrap: anywhere; }
        svg { width: 100%; height: auto; }
        svg text { fill: var(--soft); font-size: 11px; }
        .axis { stroke: var(--line); }
        .mark { stroke: var(--ink); stroke-dasharray: 3 3; }
        .good { fill: var(--good); }
        .refused { fill: var(--refused); }
        .fault { fill: var(--fault); }
        .none { fill: var(--none); }
        """;
}
