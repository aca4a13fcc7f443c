using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Distributions;

namespace Voxopsy.Statistics.Reported;

/// <summary>Asks of printed numbers whether any sample of that size can give them.</summary>
/// <remarks>
/// Tables of calls are searched exhaustively within rounding (the idea of Brown and Heathers' GRIM test 2017). Interval widths are compared
/// with Hanley and McNeil's 1982 standard error, and with the largest variance an area can have, A (1 − A) / min(n₁, n₀) (Birnbaum and Klose
/// 1957). A verdict is about the print, not about anybody's honesty: a misprinted n looks the same.
/// </remarks>
public static class ReportedAudit
{
    private const double WideFrom = 1.5;
    private const double NarrowFrom = 0.67;
    private const int NearbyPatients = 10;

    /// <summary>Audits what was printed.</summary>
    /// <param name="study">The printed numbers.</param>
    /// <returns>One verdict a group of numbers that could be checked; empty when too little was printed.</returns>
    /// <exception cref="ArgumentException">Fewer than two patients, or more events than patients.</exception>
    public static ImmutableArray<ReportedVerdict> Of(ReportedStudy study)
    {
        ArgumentNullException.ThrowIfNull(study);
        if (study.Patients < 2 || study.Events is { } events && (events < 1 || events >= study.Patients))
        {
            throw new ArgumentException(
                $"An audit needs at least two patients and both classes, found {study.Patients} patients and {study.Events} events.", nameof(study));
        }

        ImmutableArray<ReportedVerdict>.Builder verdicts = ImmutableArray.CreateBuilder<ReportedVerdict>();
        int measures = new[] { study.Accuracy, study.Sensitivity, study.Specificity, study.Ppv, study.Npv, study.F1 }.Count(one => one is not null);
        ConfusionMatrix[] tables = [];
        if (measures > 0 && (study.Sensitivity ?? study.Specificity ?? study.Accuracy) is not null)
        {
            tables = [.. PossibleTables.Of(study, study.Patients).Take(100_000)];
            verdicts.Add(Table(study, tables));
        }

        if (study.Auc is { } area)
        {
            if (study.Events is { } known)
            {
                verdicts.Add(Pairs(area, known, study.Patients - known));
            }

            if (study is { AucLower: { } lower, AucUpper: { } upper })
            {
                verdicts.Add(Width(study, area, lower, upper, tables));
            }
        }

        return verdicts.ToImmutable();
    }

    private static ReportedVerdict Table(ReportedStudy study, ConfusionMatrix[] tables)
    {
        const string subject = "confusion matrix";
        if (tables.Length > 0)
        {
            ConfusionMatrix one = tables[0];
            int[] events = [.. tables.Select(table => table.Events).Distinct().Order()];
            return new ReportedVerdict(subject, Verdict.Possible, Text(
                $"{(tables.Length == 1 ? "one table" : $"{tables.Length} tables")} of {study.Patients} patients fit, with {Ends(events)} events; such as TP {one.TruePositives}, FP {one.FalsePositives}, FN {one.FalseNegatives}, TN {one.TrueNegatives}"));
        }

        int[] near = study.Events is null
            ? [.. Enumerable.Range(Math.Max(2, study.Patients - NearbyPatients), (2 * NearbyPatients) + 1)
                .Where(n => n != study.Patients && PossibleTables.Of(study, n).Any())]
            : [];
        string remedy = near.Length > 0
            ? Text($"they fit {string.Join(", ", near)} patients: was somebody left out, or is n misprinted?")
            : "no number of patients near fits either: are all numbers from one cohort and one threshold?";
        return new ReportedVerdict(subject, Verdict.Impossible, Text($"no table of {study.Patients} patients gives these numbers after rounding; {remedy}"));
    }

    private static ReportedVerdict Pairs(PrintedNumber area, int events, int others)
    {
        double halves = 2.0 * events * others;
        bool fits = Math.Floor(area.Highest * halves) >= Math.Ceiling(area.Lowest * halves);
        return new ReportedVerdict(
            "auc",
            fits && area.Value is >= 0 and <= 1 ? Verdict.Possible : Verdict.Impossible,
            Text($"{events} events and {others} non-events make {(long)events * others} pairs; {(fits ? "some" : "no")} share of them (ties count half) rounds to {area.Text}"));
    }

    private static ReportedVerdict Width(ReportedStudy study, PrintedNumber area, PrintedNumber lower, PrintedNumber upper, ConfusionMatrix[] tables)
    {
        const string subject = "auc interval";
        if (area.Value < lower.Value - area.HalfUnit || area.Value > upper.Value + area.HalfUnit)
        {
            return new ReportedVerdict(subject, Verdict.Impossible, Text($"the area {area.Text} lies outside its interval {lower.Text} to {upper.Text}"));
        }

        // With classes unknown, the split that fits the tables, or else equal classes, which give the narrowest interval.
        int[] fitting = [.. tables.Select(table => table.Events).Distinct()];
        int half = study.Patients / 2;
        int events = study.Events ?? (fitting.Length > 0 ? fitting.MinBy(count => Math.Abs(count - half)) : half);
        double z = Normal.Quantile((1 + study.Level) / 2);
        double printed = upper.Value - lower.Value;
        double Expected(int cases) => 2 * z * AreaUnderCurve.HanleyMcNeilStandardError(area.Value, cases, study.Patients - cases);
        double ratio = printed / Expected(events);
        int smaller = Math.Min(events, study.Patients - events);
        double largest = 2 * z * Math.Sqrt(area.Value * (1 - area.Value) / smaller);
        string classes = study.Events is null
            ? Text($"{events} and {study.Patients - events} patients a class{(fitting.Length > 0 ? "" : ", the most favorable split")}")
            : Text($"{events} events and {study.Patients - events} non-events");
        string found = Text($"the interval is {printed:0.000} wide; {Expected(events):0.000} is expected with {classes}: {ratio:0.0} times");
        if (ratio is < WideFrom and > NarrowFrom)
        {
            return new ReportedVerdict(subject, Verdict.Possible, found) { WidthRatio = ratio };
        }

        if (ratio <= NarrowFrom)
        {
            return new ReportedVerdict(subject, Verdict.Doubtful, found + " as wide; is it of another cohort, or of cross-validated folds?") { WidthRatio = ratio };
        }

        int match = Enumerable.Range(1, Math.Max(1, half)).LastOrDefault(count => Expected(count) >= printed);
        bool impossible = study.Events is not null && printed - lower.HalfUnit - upper.HalfUnit > largest;
        string would = study.Events is null && match > 0
            ? Text($" too wide; it would fit a smaller class of {match} patients")
            : " too wide";
        return new ReportedVerdict(
            subject, impossible ? Verdict.Impossible : Verdict.Doubtful, found + would) { WidthRatio = ratio };
    }

    private static string Ends(int[] sorted) => sorted.Length switch
    {
        1 => Text($"{sorted[0]}"),
        _ => Text($"{sorted[0]} to {sorted[^1]}"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
