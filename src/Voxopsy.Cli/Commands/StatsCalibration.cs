using System.CommandLine;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using static Voxopsy.Cli.Commands.StatsOptions;

namespace Voxopsy.Cli.Commands;

/// <summary>Calibration of risks and harmonization of sites.</summary>
internal static class StatsCalibration
{
    private static readonly Option<string?> Covariates = new("--covariates") { Description = "What is kept, as the right side of a model: age + sex" };

    private static readonly Option<string?> Reference = new("--reference") { Description = "Site that all others are brought to and that stays as it is" };

    private static readonly Option<bool> MeanOnly = new("--mean-only") { Description = "Adjust shifts, not scales" };

    private static readonly Option<string?> Train = new("--train") { Description = "Learn on these rows only, COLUMN=VALUE, and apply what was learned to all; all rows when left out" };

    private static readonly Option<string> Unseen = new("--unseen")
    {
        Description = "Rows of a site without training rows: refuse, leave (as they are) or estimate (from these very rows)",
        DefaultValueFactory = _ => "refuse",
    };

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
            [Columns, Group, Kind, Covariates, Reference, MeanOnly, Train, Unseen],
            Harmonize)
        {
            Further =
            [
                "voxopsy stats combat samples/tables/patients.csv --columns size_mm,texture_1,texture_2 --group center --covariates 'age+sex' --reference A --kind nonparametric",
                "voxopsy stats combat samples/tables/patients.csv --columns size_mm,texture_1,texture_2 --group center --train sex=F --unseen leave",
            ],
        },
    ];

    private static void Calibrate(StatsInput input, ParseResult parsed, StatsReport report)
    {
        (string[] names, double[][] scores, bool[] events) = StatsDiscrimination.ReadRisks(input, parsed, report);
        report.Table("calibration", "model", "intercept", "se intercept", "slope", "se slope", "ici", "e50", "e90", "emax", "brier", "scaled brier", "p spiegelhalter", "p hosmer-lemeshow");
        for (int i = 0; i < names.Length; i++)
        {
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
        (string Column, string Value)? train = parsed.GetValue(Train) is not { } text ? null
            : text.Split('=', 2) is [{ Length: > 0 } left, { Length: > 0 } right] ? (left, right)
            : throw new CommandFailure(ExitCode.WrongUse, $"error: --train is COLUMN=VALUE, such as split=train, found '{text}'");
        string[] needed = train is { } one ? [site, one.Column, .. columns] : [site, .. columns];
        (Matrix? covariates, StatsInput complete) = parsed.GetValue(Covariates) is { Length: > 0 } formula
            ? Kept(input, needed, formula, report)
            : (null, input.Complete(needed, report));
        Matrix features = Matrix.FromTable(complete.Features(columns));
        string[] sites = complete.Known(site);
        ComBatSettings settings = new()
        {
            Prior = parsed.Choose(("parametric", SiteEffectPrior.Parametric), ("nonparametric", SiteEffectPrior.NonParametric), ("noeb", SiteEffectPrior.None)),
            MeanOnly = parsed.GetValue(MeanOnly),
            ReferenceSite = parsed.GetValue(Reference),
        };
        UnseenSitePolicy unseen = parsed.GetValue(Unseen) switch
        {
            "refuse" => UnseenSitePolicy.Refuse,
            "leave" => UnseenSitePolicy.LeaveUnadjusted,
            "estimate" => UnseenSitePolicy.EstimateFromTheirRows,
            string other => throw new CommandFailure(ExitCode.WrongUse, $"error: --unseen is refuse, leave or estimate, found '{other}'"),
            null => UnseenSitePolicy.Refuse,
        };
        int[] learned = [.. Enumerable.Range(0, sites.Length)];
        if (train is { } rule)
        {
            string[] labels = complete.Known(rule.Column);
            learned = [.. learned.Where(row => labels[row] == rule.Value)];
            report.Note($"learned from the {learned.Length} of {sites.Length} rows where {rule.Column} is {rule.Value}, applied to all");
        }

        ComBatModel model = ComBat.Fit(features.SelectRows(learned), [.. learned.Select(row => sites[row])], covariates?.SelectRows(learned), settings);
        Matrix harmonized = model.Apply(features, sites, covariates, unseen);
        string[] untouched = [.. columns.Where((_, f) => !model.IsAdjusted[f])];
        if (untouched.Length > 0)
        {
            report.Note($"{string.Join(", ", untouched)} did not vary within some site and stayed as they were");
        }

        report.Table("harmonized features", ["row", site, .. columns]);
        for (int row = 0; row < sites.Length; row++)
        {
            report.Row([row + 1, sites[row], .. Enumerable.Range(0, columns.Length).Select(column => (object?)harmonized[row, column])]);
        }

        if (train is null)
        {
            report.Note("learned from all rows; in a study the effects are learned on training rows and frozen");
        }
    }

    private static (Matrix? Covariates, StatsInput Complete) Kept(StatsInput input, string[] needed, string formula, StatsReport report)
    {
        (_, Matrix values, _, StatsInput complete) = StatsModels.ReadTerms(input, needed, Covariates.Name, formula, report);
        return (values, complete);
    }
}
