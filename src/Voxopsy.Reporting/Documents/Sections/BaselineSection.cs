using System.Collections.Immutable;
using Voxopsy.Reporting.Documents.Texts;
using Voxopsy.Reporting.Tables;
using Voxopsy.Study.Results;

namespace Voxopsy.Reporting.Documents.Sections;

/// <summary>Table 1.</summary>
internal static class BaselineSection
{
    internal static Section? Write(ReportContext context)
    {
        if (context.Result.Baseline is not { Rows.Length: > 0 } baseline)
        {
            return null;
        }

        ReportTexts texts = context.Texts;
        string[] cohorts = [.. baseline.Groups.Select(group => group.Cohort).Distinct(StringComparer.Ordinal)];
        string[] tests = [.. baseline.Rows.SelectMany(row => row.Tests).Where(test => test.Name.Length > 0).Select(test => texts.Test(test.Name)).Distinct(StringComparer.Ordinal)];
        List<ImmutableArray<Cell>> rows = [];
        string previous = string.Empty;
        foreach (BaselineRow row in baseline.Rows)
        {
            if (row.Level.Length > 0 && row.Variable != previous)
            {
                rows.Add([NameOf(row, texts), .. cohorts.SelectMany(cohort => CategoryCells(baseline, row, cohort, texts))]);
            }

            rows.Add([row.Level.Length > 0 ? "\u2003" + row.Level : NameOf(row, texts), .. cohorts.SelectMany(cohort => Cells(baseline, row, cohort, texts))]);
            previous = row.Variable;
        }

        HtmlBody body = context.Body();
        body.Table(texts.BaselineCaption, new HtmlTable
        {
            Groups = [(string.Empty, 1), .. cohorts.Select(cohort => (cohort, baseline.Groups.Count(group => group.Cohort == cohort) + 1))],
            Header = [texts.Variable, .. cohorts.SelectMany(cohort => baseline.Groups.Where(group => group.Cohort == cohort).Select(group => HeaderOf(context, group)).Append(texts.P))],
            Rows = [.. rows],
            Notes = tests.Length > 0 ? [texts.BaselineNote, texts.TestsUsed(string.Join(texts.ListSeparator, tests))] : [texts.BaselineNote],
        });
        return new Section("characteristics", texts.BaselineTitle, body.ToString());
    }

    private static string NameOf(BaselineRow row, ReportTexts texts) => row.Unit.Length > 0 ? texts.Bracketed(row.Variable, texts.Unit(row.Unit)) : row.Variable;

    private static string HeaderOf(ReportContext context, BaselineGroup group)
    {
        string name = group.Outcome switch
        {
            true => context.Texts.WithOutcome(context.Result.Outcome.Name),
            false => context.Texts.WithoutOutcome(context.Result.Outcome.Name),
            null => context.Texts.AllCases,
        };
        return $"{name}\n(n\u00a0=\u00a0{NumberText.Count(group.Cases)})";
    }

    /// <summary>The line above the levels holds what is missing and the test.</summary>
    private static IEnumerable<Cell> CategoryCells(BaselineSummary baseline, BaselineRow row, string cohort, ReportTexts texts) =>
    [
        .. Positions(baseline, cohort).Select(i => new Cell(row.Cells[i].Missing > 0 ? texts.Missing(row.Cells[i].Missing) : string.Empty)),
        TestCell(row, cohort, texts),
    ];

    private static IEnumerable<Cell> Cells(BaselineSummary baseline, BaselineRow row, string cohort, ReportTexts texts) =>
    [
        .. Positions(baseline, cohort).Select(i => row.Level.Length > 0 ? LevelCell(row.Cells[i], texts) : NumberCell(row.Cells[i], texts)),
        row.Level.Length > 0 ? string.Empty : TestCell(row, cohort, texts),
    ];

    private static IEnumerable<int> Positions(BaselineSummary baseline, string cohort) =>
        Enumerable.Range(0, baseline.Groups.Length).Where(i => baseline.Groups[i].Cohort == cohort);

    private static Cell TestCell(BaselineRow row, string cohort, ReportTexts texts) => row.Tests.FirstOrDefault(test => test.Cohort == cohort) is { } test
        ? Cell.Of(test.P, NumberText.P(test.P), texts.NotTested)
        : string.Empty;

    private static Cell LevelCell(BaselineCell cell, ReportTexts texts) => cell.Known == 0
        ? new Cell(NumberText.Undefined, texts.NoKnownValue)
        : $"{NumberText.Count(cell.Count)} ({NumberText.Percent(cell.Count, cell.Known)})";

    private static Cell NumberCell(BaselineCell cell, ReportTexts texts)
    {
        string missing = cell.Missing > 0 ? $"\n{texts.Missing(cell.Missing)}" : string.Empty;
        return double.IsNaN(cell.Median)
            ? new Cell(NumberText.Undefined, texts.NoKnownValue)
            : $"{Short(cell.Median)}\n({Short(cell.LowerQuartile)}–{Short(cell.UpperQuartile)}){missing}";
    }

    private static string Short(double value) => Math.Abs(value) >= 1000 ? NumberText.Fixed(value, 0) : NumberText.Significant(value, 3);
}
