using System.CommandLine;
using Voxopsy.Statistics.Agreement;
using Voxopsy.Statistics.HypothesisTests;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Agreement of readers and of repeated measurements.</summary>
internal static class StatsAgreement
{
    private const string Table = "samples/tables/ratings.csv";

    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "icc",
            "Intraclass correlations (1,1) (2,1) (3,1) and (1,k) (2,k) (3,k) of two or more columns, one a reader",
            $"voxopsy stats icc {Table} --columns reader1,reader2",
            [Columns, Level],
            Intraclass),
        new(
            "kappa",
            "Cohen's kappa of two columns of categories, unweighted, linear and quadratic; Fleiss' kappa of more",
            $"voxopsy stats kappa {Table} --columns grade1,grade2",
            [Columns, Level],
            Kappa),
        new(
            "bland-altman",
            "Limits of agreement and concordance of two columns of measurements",
            $"voxopsy stats bland-altman {Table} --columns reader1,reader2",
            [Columns, Level],
            Limits),
    ];

    private static void Intraclass(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        StatsInput complete = input.Complete(columns, report);
        IntraclassCorrelation icc = IntraclassCorrelation.Of([.. columns.Select(complete.Numbers)], parsed.GetValue(Level));
        report.Table("intraclass correlation", "form", "icc", "lower", "upper", "F", "df1", "df2", "p");
        foreach ((string name, IntraclassForm form) in new[]
            {
                ("ICC(1,1)", IntraclassForm.OneWaySingle), ("ICC(2,1) agreement", IntraclassForm.AgreementSingle),
                ("ICC(3,1) consistency", IntraclassForm.ConsistencySingle), ("ICC(1,k)", IntraclassForm.OneWayAverage),
                ("ICC(2,k) agreement", IntraclassForm.AgreementAverage), ("ICC(3,k) consistency", IntraclassForm.ConsistencyAverage),
            })
        {
            IntraclassEstimate one = icc.Estimate(form);
            report.Row(name, one.Value, one.Lower, one.Upper, one.F, one.Numerator, one.Denominator, one.P);
        }
    }

    private static void Kappa(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        StatsInput complete = input.Complete(columns, report);
        report.Table("kappa", "kind", "kappa", "se", "lower", "upper", "se null", "p");
        void Give(string kind, KappaEstimate one) =>
            report.Row(kind, one.Value, one.StandardError, one.Lower, one.Upper, one.NullStandardError, one.P);
        if (columns.Length > 2)
        {
            FleissKappa fleiss = FleissKappa.Of([.. columns.Select(complete.Known)]);
            Give("Fleiss", fleiss.Overall);
            for (int i = 0; i < fleiss.Levels.Length; i++)
            {
                Give($"Fleiss, {fleiss.Levels[i]}", fleiss.ByLevel[i]);
            }

            return;
        }

        string[] levels = [.. complete.Levels(columns[0]).Union(complete.Levels(columns[1])).Order(StringComparer.Ordinal)];
        ContingencyTable table = ContingencyTable.Of(complete.Known(columns[0]), complete.Known(columns[1]), levels, levels);
        Give("unweighted", CohenKappa.Of(table, KappaWeights.Unweighted, parsed.GetValue(Level)));
        Give("linear weights", CohenKappa.Of(table, KappaWeights.Linear, parsed.GetValue(Level)));
        Give("quadratic weights", CohenKappa.Of(table, KappaWeights.Quadratic, parsed.GetValue(Level)));
        report.Note($"weights take the levels in this order: {string.Join(", ", levels)}");
    }

    private static void Limits(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string[] columns = parsed.NeedList(Columns, 2);
        StatsInput complete = input.Complete(columns, report);
        double[] x = complete.Numbers(columns[0]);
        double[] y = complete.Numbers(columns[1]);
        BlandAltman limits = BlandAltman.Of(x, y, parsed.GetValue(Level));
        ConcordanceCorrelation concordance = ConcordanceCorrelation.Of(x, y, parsed.GetValue(Level));
        report.Table($"{columns[0]} − {columns[1]}, n = {x.Length}", "measure", "value", "lower", "upper");
        report.Row("bias", limits.Bias, limits.BiasLower, limits.BiasUpper);
        report.Row("lower limit of agreement", limits.LowerLimit, limits.LowerLimit - limits.LimitHalfWidth, limits.LowerLimit + limits.LimitHalfWidth);
        report.Row("upper limit of agreement", limits.UpperLimit, limits.UpperLimit - limits.LimitHalfWidth, limits.UpperLimit + limits.LimitHalfWidth);
        report.Row("repeatability coefficient", limits.RepeatabilityCoefficient, null, null);
        report.Row("concordance correlation", concordance.Value, concordance.Lower, concordance.Upper);
    }
}
