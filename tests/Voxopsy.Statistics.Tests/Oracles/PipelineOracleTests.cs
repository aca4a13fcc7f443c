using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.HypothesisTests;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Selection;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

/// <summary>A whole radiomics analysis, step by step, from the room's own parts.</summary>
/// <remarks>The leaky order can only be made here, by hand; a study fits every step on its training set.</remarks>
public sealed class PipelineOracleTests
{
    private static readonly string[] Parts = ["train", "test"];
    private static readonly string[] Models = ["clinical", "radiomics", "combined"];
    private static readonly (string A, string B)[] Comparisons = [("combined", "clinical"), ("combined", "radiomics"), ("radiomics", "clinical")];

    [Fact]
    [Trait("Category", "Oracle")]
    public void Pipeline_EveryCase_MatchesR() => StatisticsOracle.Run("pipeline", Answer);

    private static bool Answer(OracleCase reference)
    {
        if (!reference.Has("clinical_stand_in"))
        {
            return false;
        }

        OracleTable table = reference.Table;
        bool[] events = table.Equal("label", "1");
        bool[] training = table.Equal("part", "train");
        bool isLeaky = reference.Text("fitting_rows").StartsWith("ALL", StringComparison.Ordinal);
        int[] fitting = [.. Enumerable.Range(0, events.Length).Where(row => isLeaky || training[row])];
        int[] trainingRows = [.. Enumerable.Range(0, events.Length).Where(row => training[row])];
        string clinical = reference.Text("clinical_stand_in");
        FeatureTable scaled = Standardize(table, [.. table.Columns.Except(["ID", "label", "part", "foldid", clinical])], fitting);
        reference.Answer("features_after_zero_variance", scaled.Features.Length, 0);

        FeatureId[] kept = Select(reference, scaled, events, fitting);
        double[] score = Score(reference, scaled, kept, events, trainingRows);
        double[] stand = table.Numbers(clinical);
        Dictionary<string, double[]> predictions = new()
        {
            ["clinical"] = FitAndPredict([stand], ["clinical"], events, trainingRows, out _),
            ["radiomics"] = FitAndPredict([score], ["rad_score"], events, trainingRows, out _),
            ["combined"] = FitAndPredict([score, stand], ["rad_score", "clinical"], events, trainingRows, out LogisticModel combined),
        };
        AnswerModel(reference, combined);
        foreach (string part in Parts)
        {
            int[] rows = [.. Enumerable.Range(0, events.Length).Where(row => training[row] == (part == "train"))];
            AnswerPart(reference, part, rows, predictions, events);
        }

        AnswerThreshold(reference, predictions["radiomics"], events, training);
        return true;
    }

    private static FeatureTable Standardize(OracleTable table, string[] names, int[] fitting)
    {
        List<FeatureId> features = [];
        List<double[]> columns = [];
        foreach (string name in names)
        {
            double[] values = table.Numbers(name);
            double[] own = [.. fitting.Select(row => values[row])];
            double mean = VectorMath.Mean(own);
            double deviation = Math.Sqrt(own.Sum(value => (value - mean) * (value - mean)) / (own.Length - 1));
            if (deviation > 0)
            {
                features.Add(new FeatureId(name));
                columns.Add([.. values.Select(value => (value - mean) / deviation)]);
            }
        }

        return new FeatureTable([.. table.Text("ID")], [.. features], columns);
    }

    private static FeatureId[] Select(OracleCase reference, FeatureTable scaled, bool[] events, int[] fitting)
    {
        double alpha = Bound(reference.Texts("steps")[1], "<");
        double cut = Bound(reference.Texts("steps")[2], "<=");
        double[] p = new double[scaled.Features.Length];
        for (int j = 0; j < p.Length; j++)
        {
            double[] column = scaled.Column(j).ToArray();
            p[j] = MannWhitney.Compare(
                [.. fitting.Where(row => events[row]).Select(row => column[row])],
                [.. fitting.Where(row => !events[row]).Select(row => column[row])],
                RankTestMethod.NormalContinuity).P;
            reference.Answer("filter_p", scaled.Features[j].Name, "", p[j], 1e-9);
        }

        int[] passed = [.. Enumerable.Range(0, p.Length).Where(j => p[j] < alpha)];
        reference.Answer("kept_by_p", passed.Length, 0);
        FeatureId[] kept = [.. CorrelationFilter.Greedy(scaled.Rows(fitting), passed.OrderBy(j => p[j]).Select(j => scaled.Features[j]), cut)];
        reference.Answer("kept_by_correlation", kept.Length, 0);
        for (int k = 0; k < kept.Length; k++)
        {
            reference.AnswerText("kept_name", (k + 1).ToString(CultureInfo.InvariantCulture), "", kept[k].Name);
        }

        return kept;
    }

    private static double[] Score(OracleCase reference, FeatureTable scaled, FeatureId[] kept, bool[] events, int[] trainingRows)
    {
        Matrix all = Matrix.FromTable(scaled.Select(kept));
        Matrix predictors = all.SelectRows(trainingRows);
        bool[] own = [.. trainingRows.Select(row => events[row])];
        double[] foldOfRow = reference.Table.Numbers("foldid");
        int[] folds = [.. trainingRows.Select(row => (int)foldOfRow[row])];
        string[] names = [.. kept.Select(feature => feature.Name)];
        ElasticNetSettings settings = new() { LambdaMinimumRatio = reference.Number("lambda_min_ratio") };
        settings = settings with { Lambdas = Lasso.Fit(predictors, own, names, settings).Lambdas };
        CrossValidatedLasso result = CrossValidatedLasso.Fit(predictors, own, folds, CrossValidationMeasure.Deviance, names, settings);
        int best = result.MinimumIndex;
        reference.Answer("lambda_min", result.Lambdas[best], 1e-9);
        reference.Answer("lambda_1se", result.Lambdas[result.OneStandardErrorIndex], 1e-9);
        reference.Answer("cvm_at_min", result.Mean[best], 1e-6);
        reference.Answer("lasso_coef", "(Intercept)", "", result.Path.Intercepts[best], 1e-5);
        double[] coefficients = result.Path.Coefficients(best);
        for (int j = 0; j < names.Length; j++)
        {
            reference.Answer("lasso_coef", names[j], "", coefficients[j], 1e-5);
        }

        double[] score = result.Path.LinearPredictor(best, all);
        for (int i = 0; i < score.Length; i++)
        {
            reference.Answer("rad_score", scaled.Subjects[i], "", score[i], 1e-5);
        }

        return score;
    }

    private static double[] FitAndPredict(double[][] columns, string[] names, bool[] events, int[] trainingRows, out LogisticModel model)
    {
        Matrix predictors = Matrix.FromColumns(columns);
        model = LogisticRegression.Fit(predictors.SelectRows(trainingRows), [.. trainingRows.Select(row => events[row])], names);
        return model.Predict(predictors);
    }

    private static void AnswerModel(OracleCase reference, LogisticModel model)
    {
        reference.Answer("combined_coef", "(Intercept)", "", model.Intercept, 1e-5);
        reference.Answer("combined_se", "(Intercept)", "", model.InterceptStandardError, 1e-5);
        reference.Answer("combined_p", "(Intercept)", "", model.InterceptP, 1e-5);
        for (int j = 0; j < model.Names.Length; j++)
        {
            reference.Answer("combined_coef", model.Names[j], "", model.Coefficients[j], 1e-5);
            reference.Answer("combined_se", model.Names[j], "", model.StandardErrors[j], 1e-5);
            reference.Answer("combined_p", model.Names[j], "", model.P[j], 1e-5);
        }
    }

    private static void AnswerPart(OracleCase reference, string part, int[] rows, Dictionary<string, double[]> predictions, bool[] events)
    {
        bool[] own = [.. rows.Select(row => events[row])];
        foreach (string model in Models)
        {
            double[] p = [.. rows.Select(row => predictions[model][row])];
            AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(p, own);
            reference.Answer($"auc_{part}", model, "", area.Value, 1e-9);
            reference.Answer($"auc_{part}_lower", model, "", area.Lower, 1e-9);
            reference.Answer($"auc_{part}_upper", model, "", area.Upper, 1e-9);
            reference.Answer($"brier_{part}", model, "", BrierScore.Of(p, own), 1e-5);
            reference.AnswerEach($"net_benefit_{part}_{model}", each => NetBenefit(p, own, each.NumericKey1), 1e-9);
        }

        foreach ((string a, string b) in Comparisons)
        {
            PairedAreaComparison test = DeLongTest.Paired(
                [.. rows.Select(row => predictions[a][row])], [.. rows.Select(row => predictions[b][row])], own);
            reference.Answer($"delong_z_{part}", $"{a} vs {b}", "", test.Z, 1e-9);
            reference.Answer($"delong_p_{part}", $"{a} vs {b}", "", test.P, 1e-9);
        }
    }

    private static double NetBenefit(double[] p, bool[] events, double threshold)
    {
        ConfusionMatrix counts = ConfusionMatrix.At(p, events, threshold);
        return (counts.TruePositives - (counts.FalsePositives * threshold / (1 - threshold))) / p.Length;
    }

    private static void AnswerThreshold(OracleCase reference, double[] p, bool[] events, bool[] training)
    {
        double threshold = double.NaN;
        foreach (string part in Parts)
        {
            int[] rows = [.. Enumerable.Range(0, events.Length).Where(row => training[row] == (part == "train"))];
            double[] own = [.. rows.Select(row => p[row])];
            bool[] outcome = [.. rows.Select(row => events[row])];
            if (part == "train")
            {
                threshold = RocCurve.From(own, outcome).YoudenThreshold();
                reference.Answer("threshold_from_training", threshold, 1e-5);
            }

            ConfusionMatrix counts = ConfusionMatrix.At(own, outcome, threshold);
            (string Name, double Value)[] values =
            [
                ("tp", counts.TruePositives), ("fp", counts.FalsePositives), ("fn", counts.FalseNegatives), ("tn", counts.TrueNegatives),
                ("sensitivity", (double)counts.TruePositives / (counts.TruePositives + counts.FalseNegatives)),
                ("specificity", (double)counts.TrueNegatives / (counts.TrueNegatives + counts.FalsePositives)),
                ("accuracy", (double)(counts.TruePositives + counts.TrueNegatives) / own.Length),
            ];
            foreach ((string name, double value) in values)
            {
                reference.Answer($"at_threshold_{part}", name, "", value, 1e-12);
            }
        }
    }

    private static double Bound(string step, string sign) =>
        double.Parse(Regex.Match(step, Regex.Escape(sign) + @"\s*([0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
