using System.CommandLine;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Calibration of risks and harmonization of sites.</summary>
internal static class StatsCalibration
{
    internal static IReadOnlyList<StatsMethod> Methods { get; } =
    [
        new(
            "calibration",
            "Calibration of predicted risks: intercept, slope, ICI, E50, E90, Emax, Brier, Spiegelhalter and Hosmer-Lemeshow tests",
            "voxopsy stats calibration samples/tables/predictions.csv --outcome high_grade --scores clinical,combined",
            [Outcome, Positive, Scores],
            Calibrate),
        new(
            "combat",
            "ComBat: features without the effect of the site in --group; --kind parametric (default), nonparametric or noeb",
            "voxopsy stats combat samples/tables/patients.csv --columns size_mm,texture_1,texture_2,texture_3 --group center",
            [Columns, Group, Kind],
            Harmonize),
    ];

    private static void Calibrate(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.Read(input, parsed, report);
        report.Table("calibration", "model", "intercept", "se intercept", "slope", "se slope", "ici", "e50", "e90", "emax", "brier", "scaled brier", "p spiegelhalter", "p hosmer-lemeshow");
        for (int i = 0; i < names.Length; i++)
        {
            if (Array.Exists(scores[i], score => score is < 0 or > 1))
            {
                throw new CommandFailure(ExitCode.DataCheckFailed, $"error: '{names[i]}' holds values outside 0 to 1; calibration is of predicted risks");
            }

            CalibrationCurve curve = CalibrationCurve.Of(scores[i], events);
            report.Row(
                names[i], curve.Intercept, curve.Line.InterceptStandardError, curve.Slope, curve.Line.SlopeStandardError,
                curve.Ici, curve.E50, curve.E90, curve.Emax, curve.Brier, BrierScore.Scaled(scores[i], events),
                SpiegelhalterTest.Of(scores[i], events).P, HosmerLemeshow.Of(scores[i], events).ExternalP);
        }
    }

    private static void Harmonize(StatsInput input, ParseResult parsed, StatsReport report)
    {
        string site = parsed.Need(Group);
        string[] columns = parsed.NeedList(Columns);
        StatsInput complete = input.Complete([site, .. columns], report);
        Matrix features = Matrix.FromTable(complete.Features(columns));
        string[] sites = complete.Known(site);
        ComBatSettings settings = new()
        {
            Prior = parsed.Choose(("parametric", SiteEffectPrior.Parametric), ("nonparametric", SiteEffectPrior.NonParametric), ("noeb", SiteEffectPrior.None)),
        };
        Matrix harmonized = ComBat.Fit(features, sites, settings: settings).Apply(features, sites);
        report.Table("harmonized features", ["row", site, .. columns]);
        for (int row = 0; row < sites.Length; row++)
        {
            report.Row([row + 1, sites[row], .. Enumerable.Range(0, columns.Length).Select(column => (object?)harmonized[row, column])]);
        }

        report.Note("learned from all rows; in a study the effects are learned on training rows and frozen");
    }
}
