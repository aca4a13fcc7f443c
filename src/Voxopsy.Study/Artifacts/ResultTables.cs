using Voxopsy.Study.Results;

namespace Voxopsy.Study.Artifacts;

/// <summary>The tables of a run: table 1, univariable, multivariable, selected features, performance, comparisons.</summary>
internal static class ResultTables
{
    internal static IEnumerable<(string Name, CsvText Table)> Of(StudyResult result)
    {
        if (result.Baseline is { } baseline)
        {
            yield return ("table1", Baseline(baseline));
        }

        if (!result.Univariable.IsEmpty)
        {
            CsvText csv = Terms(["term"]);
            foreach (RegressionTerm term in result.Univariable)
            {
                csv.Row(Cells([], term));
            }

            yield return ("univariable", csv);
        }

        CsvText multivariable = Terms(["model", "term"]);
        foreach (ModelResult model in result.Models)
        {
            foreach (RegressionTerm term in model.Terms)
            {
                multivariable.Row(Cells([model.Name], term));
            }
        }

        yield return ("multivariable", multivariable);
        yield return ("selected_features", Selected(result));
        yield return ("performance", Performance(result));
        yield return ("comparisons", Comparisons(result));
        if (!result.Stability.IsEmpty)
        {
            yield return ("stability", Stability(result));
        }
    }

    private static CsvText Terms(string[] first) => new([.. first, "unit", "coefficient", "standard_error", "odds_ratio", "lower", "upper", "p"]);

    private static IEnumerable<string> Cells(string[] first, RegressionTerm term) =>
    [
        .. first, term.Name, term.Unit, CsvText.Number(term.Coefficient), CsvText.Number(term.StandardError), CsvText.Number(term.OddsRatio.Value),
        CsvText.Number(term.OddsRatio.Lower), CsvText.Number(term.OddsRatio.Upper), CsvText.Number(term.P),
    ];

    private static CsvText Baseline(BaselineSummary baseline)
    {
        CsvText csv = new("variable", "unit", "level", "cohort", "outcome", "known", "missing", "mean", "sd", "median", "q1", "q3", "count", "test", "p");
        string[] cohorts = [.. baseline.Groups.Select(group => group.Cohort).Distinct()];
        foreach (BaselineRow row in baseline.Rows)
        {
            for (int i = 0; i < baseline.Groups.Length; i++)
            {
                BaselineGroup group = baseline.Groups[i];
                BaselineCell cell = row.Cells[i];
                BaselineTest? test = group.Outcome is null && !row.Tests.IsEmpty ? row.Tests[Array.IndexOf(cohorts, group.Cohort)] : null;
                csv.Row(
                    row.Variable, row.Unit, row.Level, group.Cohort, group.Outcome switch { null => "all", true => "1", false => "0" },
                    CsvText.Number(cell.Known), CsvText.Number(cell.Missing), CsvText.Number(cell.Mean), CsvText.Number(cell.StandardDeviation),
                    CsvText.Number(cell.Median), CsvText.Number(cell.LowerQuartile), CsvText.Number(cell.UpperQuartile),
                    row.Level.Length > 0 ? CsvText.Number(cell.Count) : string.Empty, test?.Name ?? string.Empty, test is null ? string.Empty : CsvText.Number(test.P));
            }
        }

        return csv;
    }

    private static CsvText Selected(StudyResult result)
    {
        CsvText csv = new("model", "feature", "share_of_folds");
        foreach (ModelResult model in result.Models)
        {
            foreach (SelectionShare share in model.SelectionShares)
            {
                csv.Row(model.Name, share.Feature, CsvText.Number(share.Share));
            }
        }

        return csv;
    }

    private static CsvText Performance(StudyResult result)
    {
        string[] measures = ["auc", "accuracy", "sensitivity", "specificity", "ppv", "npv", "f1"];
        CsvText csv = new(
        [
            "model", "cohort", "evaluation", "n", "events", "features", "threshold",
            .. measures.SelectMany(measure => new[] { measure, measure + "_lower", measure + "_upper" }),
            "brier", "calibration_intercept", "calibration_slope", "ici",
        ]);
        foreach (ModelResult model in result.Models)
        {
            foreach (CohortEvaluation cohort in model.Cohorts)
            {
                Estimate[] estimates = [cohort.Auc, cohort.Accuracy, cohort.Sensitivity, cohort.Specificity, cohort.Ppv, cohort.Npv, cohort.F1];
                csv.Row(
                [
                    model.Name, cohort.Name, cohort.Evaluation.ToString(), CsvText.Number(cohort.Cases), CsvText.Number(cohort.Events), CsvText.Number(model.Features), CsvText.Number(cohort.Threshold.Value),
                    .. estimates.SelectMany(estimate => new[] { CsvText.Number(estimate.Value), CsvText.Number(estimate.Lower), CsvText.Number(estimate.Upper) }),
                    CsvText.Number(cohort.Brier), CsvText.Number(cohort.Calibration.Intercept.Value), CsvText.Number(cohort.Calibration.Slope.Value), CsvText.Number(cohort.Calibration.Ici),
                ]);
            }
        }

        return csv;
    }

    private static CsvText Comparisons(StudyResult result)
    {
        CsvText csv = new("cohort", "a", "b", "delta_auc", "lower", "upper", "p", "p_adjusted");
        foreach (ComparisonResult comparison in result.Comparisons)
        {
            csv.Row(
                comparison.Cohort, comparison.A, comparison.B, CsvText.Number(comparison.DeltaAuc.Value), CsvText.Number(comparison.DeltaAuc.Lower),
                CsvText.Number(comparison.DeltaAuc.Upper), CsvText.Number(comparison.P), CsvText.Number(comparison.PAdjusted));
        }

        return csv;
    }

    private static CsvText Stability(StudyResult result)
    {
        CsvText csv = new("feature", "source", "measurements", "cases", "icc", "lower", "upper", "stable");
        foreach (StabilityResult found in result.Stability)
        {
            csv.Row(
                found.Feature, found.Source.ToString().ToLowerInvariant(), CsvText.Number(found.Measurements), CsvText.Number(found.Cases), CsvText.Number(found.Correlation.Value),
                CsvText.Number(found.Correlation.Lower), CsvText.Number(found.Correlation.Upper), found.Stable switch { null => string.Empty, true => "1", false => "0" });
        }

        return csv;
    }
}
