using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class GlmnetOracleTests
{
    private static readonly string[] NotFeatures = ["ID", "label", "foldid", "y", "time", "status"];

    [Fact]
    [Trait("Category", "Oracle")]
    public void Glmnet_EveryCase_MatchesR() => StatisticsOracle.Run("glmnet", Answer, requiredShare: 0.999);

    private static bool Answer(OracleCase reference)
    {
        string[] names = [.. reference.Table.Columns.Except(NotFeatures)];
        Matrix predictors = Matrix.FromColumns([.. names.Select(reference.Table.Numbers)]);
        ElasticNetSettings settings = Settings(reference, names);
        bool isValidation = reference.Has("measures");
        switch (reference.Text("family"), isValidation)
        {
            case ("binomial", false):
                AnswerPath(reference, predictors, ElasticNet.Fit(predictors, Events(reference), names, settings), hasIntercept: true);
                return true;
            case ("gaussian", false):
                AnswerPath(reference, predictors, ElasticNet.FitGaussian(predictors, reference.Table.Numbers("y"), names, settings), hasIntercept: true);
                return true;
            case ("binomial", true):
                AnswerValidation(reference, predictors, settings, (measure, given) =>
                    CrossValidatedLasso.Fit(predictors, Events(reference), Folds(reference), measure, names, given));
                return true;
            case ("gaussian", true):
                AnswerValidation(reference, predictors, settings, (measure, given) =>
                    CrossValidatedLasso.FitGaussian(predictors, reference.Table.Numbers("y"), Folds(reference), measure, names, given));
                return true;
            case ("cox", false):
                AnswerPath(reference, predictors, ElasticNet.FitCox(predictors, Outcome(reference), names, settings), hasIntercept: false);
                return true;
            case ("cox", true):
                AnswerValidation(reference, predictors, settings, (measure, given) =>
                    CrossValidatedLasso.FitCox(predictors, Outcome(reference), Folds(reference), measure, names, given));
                return true;
            case ("multinomial", false):
                AnswerMultinomial(reference, predictors, MultinomialElasticNet.Fit(predictors, Classes(reference, out string[] classes), classes, names, Penalty(reference), settings));
                return true;
            case ("multinomial", true):
                AnswerMultinomialValidation(reference, predictors, names, settings);
                return true;
            default:
                return false;
        }
    }

    private static int[] Classes(OracleCase reference, out string[] classes)
    {
        string[] labels = reference.Table.Text(reference.Table.Has("label") ? "label" : "y");
        string[] found = [.. labels.Distinct().OrderBy(OracleTable.Number)];
        classes = found;
        return [.. labels.Select(label => Array.IndexOf(found, label))];
    }

    private static MultinomialPenalty Penalty(OracleCase reference) =>
        reference.Has("type_multinomial") && reference.Text("type_multinomial") == "grouped" ? MultinomialPenalty.Grouped : MultinomialPenalty.Ungrouped;

    private static SurvivalOutcome Outcome(OracleCase reference) =>
        SurvivalOutcome.Of(reference.Table.Numbers("time"), [.. reference.Table.Numbers("status").Select(value => value == 1)]);

    private static bool[] Events(OracleCase reference) =>
        [.. reference.Table.Numbers(reference.Table.Has("label") ? "label" : "y").Select(value => value == 1)];

    private static int[] Folds(OracleCase reference) => [.. reference.Table.Numbers("foldid").Select(value => (int)value)];

    private static ElasticNetSettings Settings(OracleCase reference, string[] names)
    {
        ElasticNetSettings settings = new()
        {
            Alpha = reference.Number("alpha"),
            Standardize = reference.Text("standardize") == "TRUE",
            // The reference's own treatment of ties between events and censorings.
            TiedCensoring = TiedCensoring.AsGlmnet,
            FitIntercept = !reference.Has("intercept") || reference.Text("intercept") == "TRUE",
            LambdaCount = reference.Has("nlambda") ? (int)reference.Number("nlambda") : 100,
            LambdaMinimumRatio = reference.Text("lambda_min_ratio") == "default" ? double.NaN : reference.Number("lambda_min_ratio"),
        };
        if (reference.Settings.GetProperty("lambda").ValueKind == JsonValueKind.Array)
        {
            settings = settings with { Lambdas = [.. reference.Numbers("lambda")] };
        }

        if (reference.Has("penalty_factor"))
        {
            JsonElement factors = reference.Settings.GetProperty("penalty_factor");
            settings = settings with { PenaltyFactors = [.. names.Select(name => factors.TryGetProperty(name, out JsonElement factor) ? factor.GetDouble() : 1)] };
        }

        return settings;
    }

    private static void AnswerPath(OracleCase reference, Matrix predictors, LassoPath path, bool hasIntercept)
    {
        reference.Answer("path_length", path.Lambdas.Length, 0);
        reference.Answer("nulldev", path.NullDeviance, 1e-9);
        AnswerViolation(reference, path.LargestViolation);
        ImmutableArray<int> counts = path.NonZeroCounts;
        for (int k = 0; k < path.Lambdas.Length; k++)
        {
            string key = Key(k + 1);
            reference.Answer("lambda", key, "", path.Lambdas[k], 1e-10, OracleTally.Measure.Relative);
            reference.Answer("dev_ratio", key, "", path.DevianceRatios[k], 1e-7);
            if (hasIntercept)
            {
                reference.Answer("intercept", key, "", path.Intercepts[k], 5e-5);
            }
        }

        AnswerCoefficients(reference, "coef", "df", path.Names, RepeatedColumns.Of(predictors), path.Lambdas.Length, path.Coefficients, counts);
    }

    /// <summary>Coefficients times standard deviation, and the set that is not 0 where it matters.</summary>
    private static void AnswerCoefficients(
        OracleCase reference, string quantity, string countQuantity, ImmutableArray<string> names, RepeatedColumns columns, int length, Func<int, double[]> coefficients, ImmutableArray<int> counts)
    {
        double[] deviations = columns.Deviations;
        ILookup<string, ExpectedQuantity> expected = reference.Expected.Where(each => each.Quantity == quantity).ToLookup(each => each.Key1);
        for (int k = 0; k < length; k++)
        {
            string key = Key(k + 1);
            double[] theirs = new double[names.Length];
            foreach (ExpectedQuantity each in expected[key])
            {
                theirs[names.IndexOf(each.Key2)] = each.Number;
            }

            double[] own = columns.SharedAs(theirs, coefficients(k));

            double largest = own.Select((value, j) => Math.Abs(value * deviations[j])).DefaultIfEmpty(0).Max();
            foreach (ExpectedQuantity each in expected[key])
            {
                int j = names.IndexOf(each.Key2);
                double tolerance = 5e-5 * Math.Max(1, largest) / deviations[j];
                // Of two features that enter within rounding of each other either may come first.
                bool mayVanish = Math.Abs(each.Number * deviations[j]) < 1e-4;
                if (own[j] == 0 && !mayVanish)
                {
                    reference.Fail($"{each.Name}: expected {each.Number}, left out");
                }

                reference.Answer(quantity, key, each.Key2, own[j], tolerance, OracleTally.Measure.Absolute);
            }

            bool isStored = expected[key].Any() || reference.Expected.Any(each => each.Quantity.StartsWith("intercept", StringComparison.Ordinal) && each.Key1 == key);
            if (isStored && Enumerable.Range(0, own.Length).FirstOrDefault(j => theirs[j] == 0 && Math.Abs(own[j] * deviations[j]) > 1e-4, -1) is int extra and >= 0)
            {
                reference.Fail($"{quantity} at {key}: '{names[extra]}' should be 0, got {own[extra]}");
            }

            int negligible = own.Select((value, j) => (value, j)).Count(each => each.value != 0 && Math.Abs(each.value * deviations[each.j]) < 1e-4);
            AnswerCount(reference, countQuantity, key, counts[k], Math.Max(negligible, expected[key].Count(each => Math.Abs(each.Number * deviations[names.IndexOf(each.Key2)]) < 1e-4)) + columns.RepeatsOf(own));
        }
    }

    private static void AnswerMultinomial(OracleCase reference, Matrix predictors, MultinomialPath path)
    {
        reference.Answer("path_length", path.Lambdas.Length, 0);
        reference.Answer("nulldev", path.NullDeviance, 1e-9);
        AnswerViolation(reference, path.LargestViolation);
        RepeatedColumns columns = RepeatedColumns.Of(predictors);
        for (int k = 0; k < path.Lambdas.Length; k++)
        {
            reference.Answer("lambda", Key(k + 1), "", path.Lambdas[k], 1e-10, OracleTally.Measure.Relative);
            reference.Answer("dev_ratio", Key(k + 1), "", path.DevianceRatios[k], 1e-7);
            // The first penalty of a ridge path is infinite in effect, and glmnet counts coefficients of 1e-35.
            bool isEndless = k == 0 && reference.Number("alpha") == 0;
            AnswerCount(reference, "df", Key(k + 1), path.NonZeroCounts[k], isEndless ? path.Names.Length : Negligible(path, k, columns.Deviations));
        }

        ImmutableArray<int> none = [.. path.Lambdas.Select(_ => 0)];
        for (int c = 0; c < path.Classes.Length; c++)
        {
            int own = c;
            for (int k = 0; k < path.Lambdas.Length; k++)
            {
                reference.Answer($"intercept_class_{path.Classes[c]}", Key(k + 1), "", path.Intercepts(k)[c], 5e-5);
            }

            AnswerCoefficients(
                reference, $"coef_class_{path.Classes[c]}", "", path.Names, columns, path.Lambdas.Length, k => path.Coefficients(k, own).ToArray(), none);
        }
    }

    /// <summary>Columns whose every coefficient is too small to call.</summary>
    private static int Negligible(MultinomialPath path, int place, double[] deviations) => Enumerable.Range(0, path.Names.Length).Count(j =>
    {
        double largest = Enumerable.Range(0, path.Classes.Length).Max(c => Math.Abs(path.Coefficients(place, c)[j])) * deviations[j];
        return largest > 0 && largest < 1e-4;
    });

    private static void AnswerMultinomialValidation(OracleCase reference, Matrix predictors, string[] names, ElasticNetSettings settings)
    {
        int[] outcome = Classes(reference, out string[] classes);
        double[] deviations = RepeatedColumns.Of(predictors).Deviations;
        foreach (string measure in reference.Texts("measures"))
        {
            CrossValidatedMultinomial Fit(ElasticNetSettings given) =>
                CrossValidatedMultinomial.Fit(predictors, outcome, classes, Folds(reference), Measure(measure), names, Penalty(reference), given);
            CrossValidatedMultinomial result = Fit(settings);
            if (reference.Text("lambda").StartsWith("the sequence of the full fit", StringComparison.Ordinal))
            {
                result = Fit(settings with { Lambdas = result.Path.Lambdas });
            }

            AnswerViolation(reference, result.Path.LargestViolation);
            AnswerCurve(reference, measure, result.Path.Lambdas, result.Mean, result.StandardError, result.MinimumIndex, result.OneStandardErrorIndex);
            for (int k = 0; k < result.Path.Lambdas.Length; k++)
            {
                AnswerCount(reference, $"{measure}_nzero", Key(k + 1), MedianCount(result.Path, k), Negligible(result.Path, k, deviations));
            }

            reference.AnswerText($"{measure}_measure_used", "", "", NameOf(result.Measure, "multinomial"));
        }
    }

    /// <summary>What cv.glmnet calls nzero of several classes: the median over classes, rounded up.</summary>
    private static int MedianCount(MultinomialPath path, int place)
    {
        int[] counts = [.. Enumerable.Range(0, path.Classes.Length).Select(c => path.Coefficients(place, c).ToArray().Count(value => value != 0)).Order()];
        return (counts[(counts.Length - 1) / 2] + counts[counts.Length / 2] + 1) / 2;
    }

    private static void AnswerCurve(
        OracleCase reference, string measure, ImmutableArray<double> lambdas, ImmutableArray<double> mean, ImmutableArray<double> error, int minimum, int oneError)
    {
        for (int k = 0; k < lambdas.Length; k++)
        {
            reference.Answer($"{measure}_lambda", Key(k + 1), "", lambdas[k], 1e-10, OracleTally.Measure.Relative);
            reference.Answer($"{measure}_cvm", Key(k + 1), "", mean[k], 1e-6);
            reference.Answer($"{measure}_cvsd", Key(k + 1), "", error[k], 1e-6);
        }

        reference.Answer($"{measure}_lambda_min", lambdas[minimum], 1e-10, OracleTally.Measure.Relative);
        reference.Answer($"{measure}_lambda_1se", lambdas[oneError], 1e-10, OracleTally.Measure.Relative);
        reference.Answer($"{measure}_index", "min", "", minimum + 1, 0);
        reference.Answer($"{measure}_index", "1se", "", oneError + 1, 0);
    }

    /// <summary>A count may differ by the coefficients too small to call.</summary>
    private static void AnswerCount(OracleCase reference, string quantity, string key, int count, int negligible) =>
        reference.Answer(quantity, key, "", count, negligible, OracleTally.Measure.Absolute);

    private static void AnswerViolation(OracleCase reference, double violation)
    {
        if (!(violation < 1e-8))
        {
            reference.Fail($"the optimality conditions are violated by {violation} of the largest penalty");
        }
    }

    private static void AnswerValidation(
        OracleCase reference, Matrix predictors, ElasticNetSettings settings, Func<CrossValidationMeasure, ElasticNetSettings, CrossValidatedLasso> fit)
    {
        RepeatedColumns columns = RepeatedColumns.Of(predictors);
        double[] deviations = columns.Deviations;
        foreach (string measure in reference.Texts("measures"))
        {
            CrossValidationMeasure kind = Measure(measure);
            CrossValidatedLasso result = fit(kind, settings);
            if (reference.Text("lambda").StartsWith("the sequence of the full fit", StringComparison.Ordinal))
            {
                result = fit(kind, settings with { Lambdas = result.Lambdas });
            }

            AnswerViolation(reference, result.Path.LargestViolation);
            for (int k = 0; k < result.Lambdas.Length; k++)
            {
                string key = Key(k + 1);
                // At the first penalty one variable stands exactly on its threshold: it may count or not.
                double[] own = result.Path.Names.Length == deviations.Length ? result.Path.Coefficients(k) : [];
                AnswerCount(reference, $"{measure}_nzero", key, result.NonZeroCounts[k], own.Select((value, j) => (value, j)).Count(each => each.value != 0 && Math.Abs(each.value * deviations[each.j]) < 1e-4) + columns.RepeatsOf(own) + (k == 0 ? 1 : 0));
            }

            AnswerCurve(reference, measure, result.Lambdas, result.Mean, result.StandardError, result.MinimumIndex, result.OneStandardErrorIndex);
            reference.AnswerText($"{measure}_measure_used", "", "", NameOf(result.Measure, reference.Text("family")));
            AnswerCoefficientsAt(reference, $"{measure}_coef_at_lambda.min", result.Path, result.MinimumIndex, columns);
            AnswerCoefficientsAt(reference, $"{measure}_coef_at_lambda.1se", result.Path, result.OneStandardErrorIndex, columns);
        }
    }

    private static void AnswerCoefficientsAt(OracleCase reference, string quantity, LassoPath path, int place, RepeatedColumns columns)
    {
        double[] deviations = columns.Deviations;
        double[] theirs = new double[path.Names.Length];
        foreach (ExpectedQuantity each in reference.Expected.Where(each => each.Quantity == quantity && each.Key1 != "(Intercept)"))
        {
            theirs[path.Names.IndexOf(each.Key1)] = each.Number;
        }

        double[] own = columns.SharedAs(theirs, path.Coefficients(place));
        double largest = own.Select((value, j) => Math.Abs(value * deviations[j])).DefaultIfEmpty(0).Max();
        foreach (ExpectedQuantity each in reference.Expected.Where(each => each.Quantity == quantity))
        {
            int j = path.Names.IndexOf(each.Key1);
            double actual = j < 0 ? path.Intercepts[place] : own[j];
            reference.Answer(quantity, each.Key1, "", actual, 5e-5 * Math.Max(1, largest) / (j < 0 ? 1 : deviations[j]), OracleTally.Measure.Absolute);
        }
    }

    private static CrossValidationMeasure Measure(string name) => name switch
    {
        "deviance" => CrossValidationMeasure.Deviance,
        "class" => CrossValidationMeasure.Misclassification,
        "auc" => CrossValidationMeasure.AreaUnderCurve,
        "mse" => CrossValidationMeasure.SquaredError,
        "mae" => CrossValidationMeasure.AbsoluteError,
        "C" => CrossValidationMeasure.Concordance,
        _ => throw new NotSupportedException($"unknown measure '{name}'"),
    };

    private static string NameOf(CrossValidationMeasure measure, string family) => measure switch
    {
        CrossValidationMeasure.Deviance => family switch
        {
            "binomial" => "Binomial Deviance",
            "multinomial" => "Multinomial Deviance",
            "cox" => "Partial Likelihood Deviance",
            _ => "Mean-squared Error",
        },
        CrossValidationMeasure.Misclassification => "Misclassification Error",
        CrossValidationMeasure.AreaUnderCurve => "AUC",
        CrossValidationMeasure.SquaredError => "Mean-Squared Error",
        CrossValidationMeasure.AbsoluteError => "Mean Absolute Error",
        _ => "C-index",
    };

    private static string Key(int value) => value.ToString(CultureInfo.InvariantCulture);
}
