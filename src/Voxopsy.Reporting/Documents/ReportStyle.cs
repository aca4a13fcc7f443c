namespace Voxopsy.Reporting.Documents;

/// <summary>The style sheet: contents beside the text on wide screens, above it on narrow ones, gone in print.</summary>
internal static class ReportStyle
{
    internal const string Sheet = """
        :root { --ink: #1d2228; --muted: #5f6670; --line: #d8dce1; --wash: #f3f5f7; --accent: #0b5c8f; }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0 auto; max-width: 1300px; padding: 0 24px; color: var(--ink); background: #fff; display: grid;
          grid-template-columns: 196px minmax(0, 1fr); grid-template-areas: "header header" "nav main" "footer footer"; column-gap: 40px;
          font: 16px/1.6 "Helvetica Neue", Arial, "Liberation Sans", "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
        header { grid-area: header; border-bottom: 1px solid var(--line); padding: 36px 0 20px; margin-bottom: 28px; }
        .kicker { margin: 0 0 4px; color: var(--muted); font-size: 13px; letter-spacing: .06em; }
        h1 { margin: 0; font-size: 30px; line-height: 1.25; overflow-wrap: anywhere; }
        h2 { margin: 0 0 12px; font-size: 22px; line-height: 1.3; }
        h3 { margin: 28px 0 6px; font-size: 17px; overflow-wrap: anywhere; }
        nav { grid-area: nav; font-size: 14px; }
        nav p { margin: 0 0 6px; color: var(--muted); font-size: 13px; letter-spacing: .06em; }
        nav ol { list-style: none; margin: 0; padding: 0; }
        nav li { margin: 0 0 6px; line-height: 1.35; }
        a { color: var(--accent); text-decoration: none; }
        a:hover, a:focus { text-decoration: underline; }
        main { grid-area: main; min-width: 0; }
        section { margin-bottom: 52px; scroll-margin-top: 16px; }
        p { margin: 0 0 12px; overflow-wrap: anywhere; }
        main > section > p, main li { max-width: 46em; }
        ul { margin: 0 0 14px; padding-left: 1.3em; }
        li { margin-bottom: 6px; overflow-wrap: anywhere; }
        .note { color: var(--muted); font-size: 13.5px; line-height: 1.5; max-width: 56em; }
        .reading { background: var(--wash); border-left: 3px solid var(--accent); padding: 10px 14px; font-size: 14.5px; line-height: 1.55; max-width: 56em; }
        #summary { background: var(--wash); padding: 22px 26px 12px; border-radius: 6px; }
        #summary tbody tr:nth-child(even) { background: none; }
        .figures { display: flex; flex-wrap: wrap; gap: 24px 36px; align-items: flex-start; margin: 18px 0 10px; }
        figure { margin: 0; max-width: 100%; min-width: 0; }
        .drawing { overflow-x: auto; }
        .drawing svg { display: block; max-width: 100%; height: auto; }
        figcaption { font-size: 14px; line-height: 1.45; margin-top: 6px; color: var(--ink); max-width: 40em; overflow-wrap: anywhere; }
        .table { overflow-x: auto; margin: 18px 0 8px; }
        table { border-collapse: collapse; min-width: min(100%, 30em); font-size: 14px; line-height: 1.4; font-variant-numeric: tabular-nums; border-top: 1.5px solid var(--ink); border-bottom: 1.5px solid var(--ink); }
        caption { text-align: left; padding-bottom: 8px; font-size: 14px; }
        th, td { padding: 5px 8px; text-align: right; vertical-align: top; font-weight: normal; white-space: nowrap; }
        thead th { border-bottom: 1px solid var(--ink); vertical-align: bottom; font-weight: bold; white-space: normal; }
        tr.groups th { border-bottom: none; text-align: center; }
        tr.groups th[scope] { border-bottom: 1px solid var(--line); }
        th.name, td.name { text-align: left; white-space: normal; overflow-wrap: break-word; min-width: 4.5em; max-width: 30em; }
        tbody th.name:first-child { padding-left: 4px; min-width: 6.5em; }
        thead th.name:first-child { padding-left: 4px; }
        tbody tr:nth-child(even) { background: var(--wash); }
        sup { font-size: 10px; line-height: 0; }
        details { margin: 10px 0 16px; }
        summary { cursor: pointer; color: var(--accent); font-size: 14.5px; }
        footer { grid-area: footer; border-top: 1px solid var(--line); color: var(--muted); font-size: 13px; padding: 16px 0 32px; }
        @media (min-width: 901px) { nav ol { max-height: calc(100vh - 80px); overflow-y: auto; } nav { position: sticky; top: 24px; align-self: start; } }
        @media (max-width: 900px) {
          body { display: block; padding: 0 16px; font-size: 15.5px; }
          header { padding-top: 22px; margin-bottom: 18px; }
          h1 { font-size: 24px; }
          nav { border-bottom: 1px solid var(--line); padding-bottom: 10px; margin-bottom: 24px; }
          nav ol { columns: 2; column-gap: 20px; }
          #summary { padding: 16px 16px 6px; }
          .figures { gap: 22px; }
        }
        @media screen { .drawing svg { min-width: calc(var(--width) * .78); } }
        @media print {
          @page { margin: 16mm 14mm; }
          body { display: block; max-width: none; padding: 0; font-size: 10.5pt; }
          nav { display: none; }
          section { margin-bottom: 24px; }
          h2, h3 { break-after: avoid; }
          figure, tr, .reading { break-inside: avoid; }
          .figures { display: block; }
          figure { display: inline-block; vertical-align: top; margin: 0 12px 12px 0; break-inside: avoid; }
          figcaption { max-width: 24em; font-size: 9pt; }
          .drawing svg { width: calc(var(--width) * .82); max-width: 100%; height: auto; }
          details::details-content { content-visibility: visible; block-size: auto; }
          .table, .drawing { overflow: visible; }
          table { font-size: 7pt; }
          th, td { padding: 3px 5px; }
          a { color: inherit; }
        }

        """;
}
