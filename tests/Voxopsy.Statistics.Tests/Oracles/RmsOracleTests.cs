using System.Globalization;
using Voxopsy.Statistics.Calibration;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Nomogram;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Validation;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles;

public sealed class RmsOracleTests
{
    /// <remarks>
    /// Rows of equal predictors tie here; in the reference they sometimes differ in the last digit, which breaks half a pair in a few of the resampled
    /// areas. Hence not every value is asked for.
    /// </remarks>
    [Fact]
    [Trait("Category", "Oracle")]
    public void Rms_EveryCase_MatchesR() => StatisticsOracle.Run("rms_models", Answer, requiredShare: 0.999);

    private static bool Answer(OracleCase reference)
    {
        if (reference.Has("resamples"))
        {
            AnswerValidation(reference);
        }
        else if (reference.Has("predicted"))
        {
            ValidationProbabilityCase.Answer(reference);
        }
        else if (reference.Has("fun_at"))
        {
            AnswerNomogram(reference);
        }
        else if (reference.Has("terms"))
        {
            AnswerModel(reference);
        }
        else
        {
            return false;
        }

        return true;
    }

    private static (LogisticModel Model, Matrix Predictors, IReadOnlyList<ModelTerm> Terms, bool[] Events) Fit(OracleCase reference)
    {
        (Matrix predictors, string[] names, IReadOnlyList<ModelTerm> terms) = FormulaCase.Design(reference, reference.Text("terms"), LevelNaming.WithEqualsSign);
        bool[] events = FormulaCase.Events(reference);
        LogisticModel model = LogisticRegression.Fit(predictors, events, names);
        reference.Answer("coef", "Intercept", "", model.Intercept, 1e-9);
        reference.Answer("se", "Intercept", "", model.InterceptStandardError, 1e-9);
        for (int j = 0; j < names.Length; j++)
        {
            reference.Answer("coef", names[j], "", model.Coefficients[j], 1e-9);
            reference.Answer("se", names[j], "", model.StandardErrors[j], 1e-9);
        }

        return (model, predictors, terms, events);
    }

    private static void AnswerModel(OracleCase reference)
    {
        (LogisticModel model, Matrix predictors, IReadOnlyList<ModelTerm> terms, bool[] events) = Fit(reference);
        double[] linear = model.LinearPredictor(predictors);
        AnswerStatistics(reference, model, predictors, linear, events);
        AnswerWald(reference, model, terms);
        for (int i = 0; i < linear.Length; i++)
        {
            reference.Answer("linear_predictor", Key(i + 1), "", linear[i], 1e-9);
        }

        foreach (ExpectedQuantity expected in reference.Expected.Where(each => each.Quantity == "design_first10"))
        {
            int row = int.Parse(expected.Key1, CultureInfo.InvariantCulture) - 1;
            reference.Answer("design_first10", expected.Key1, expected.Key2, predictors[row, model.Names.IndexOf(expected.Key2)], 1e-9);
        }

        ModelFormula formula = ModelFormula.Parse(reference.Text("terms"));
        ModelEncoding encoding = ModelEncoding.Learn(formula, FormulaCase.Variables(reference, formula.Variables));
        reference.AnswerEach("knots", each => encoding.SplineOf(each.Key1).Knots[int.Parse(each.Key2, CultureInfo.InvariantCulture) - 1], 1e-9);
        LeCessieTest fit = LeCessieTest.Of(model, predictors, events);
        (string Name, double Value)[] parts =
            [("Sum of squared errors", fit.SquaredErrors), ("Expected value|H0", fit.Expected), ("SD", fit.Deviation), ("Z", fit.Z), ("P", fit.P)];
        foreach ((string name, double value) in parts)
        {
            reference.Answer("le_cessie_houwelingen", name, "", value, 1e-8);
        }

        AnswerElimination(reference, "aic", FastBackward.ByAic(model, terms));
        AnswerElimination(reference, "p", FastBackward.ByP(model, terms));
        AnswerEffects(reference, model, encoding);
    }

    private static void AnswerStatistics(OracleCase reference, LogisticModel model, Matrix predictors, double[] linear, bool[] events)
    {
        int n = model.RowCount;
        double lr = model.LikelihoodRatio.ChiSquared;
        int df = model.LikelihoodRatio.DegreesOfFreedom;
        double effective = 3.0 * model.EventCount * (n - model.EventCount) / n;
        ValidationIndices indices = ValidationIndices.Of(linear, events);
        double pairs = (double)model.EventCount * (n - model.EventCount);
        double g = GiniMeanDifference.Of(linear);
        double[] probabilities = model.Predict(predictors);
        // lrm counts concordant pairs of probabilities put into bins of 0.0002.
        double[] bins = [.. probabilities.Select(p => Math.Floor(p * 5000))];
        double dxy = (2 * AreaUnderCurve.Value(bins, events)) - 1;
        double excess = dxy * pairs;
        Dictionary<string, double> values = new()
        {
            ["Obs"] = n,
            ["Max Deriv"] = 0,
            ["Model L.R."] = lr,
            ["d.f."] = df,
            ["P"] = model.LikelihoodRatio.P,
            ["C"] = (dxy + 1) / 2,
            ["Dxy"] = dxy,
            ["Gamma"] = excess / DifferentPairs(bins, events),
            ["Tau-a"] = excess / (n * (n - 1) / 2.0),
            ["R2"] = ExplainedVariation.Of(model, probabilities, events).Nagelkerke,
            ["Brier"] = indices.Brier,
            ["g"] = g,
            ["gr"] = Math.Exp(g),
            ["gp"] = GiniMeanDifference.Of(probabilities),
        };
        foreach (double size in new[] { n, effective })
        {
            string written = Math.Round(size, 1).ToString(CultureInfo.InvariantCulture);
            values[$"R2({written})"] = 1 - Math.Exp(-lr / size);
            values[$"R2({df};{written})"] = 1 - Math.Exp(-Math.Max(lr - df, 0) / size);
        }

        reference.AnswerEach("stats", each => values[each.Key1], 1e-8);
    }

    private static double DifferentPairs(double[] linear, bool[] events)
    {
        double[] a = [.. linear.Where((_, i) => events[i])];
        double[] b = [.. linear.Where((_, i) => !events[i])];
        return a.Sum(x => b.Count(y => x != y));
    }

    private static void AnswerWald(OracleCase reference, LogisticModel model, IReadOnlyList<ModelTerm> terms)
    {
        Dictionary<string, string[]> groups = terms.ToDictionary(term => term.Name, term => term.Columns.ToArray());
        foreach (ModelTerm term in terms.Where(term => term.Columns.Any(column => column.EndsWith('\''))))
        {
            groups[$"{term.Name} nonlinear"] = [.. term.Columns.Skip(1)];
        }

        groups["TOTAL NONLINEAR"] = [.. groups.Where(group => group.Key.EndsWith(" nonlinear", StringComparison.Ordinal)).SelectMany(group => group.Value)];
        groups["TOTAL"] = [.. model.Names];
        reference.AnswerEach("anova_Chi-Square", each => WaldTest.Of(model, groups[each.Key1]).Statistic, 1e-8);
        reference.AnswerEach("anova_d.f.", each => WaldTest.Of(model, groups[each.Key1]).DegreesOfFreedom, 0);
        reference.AnswerEach("anova_P", each => WaldTest.Of(model, groups[each.Key1]).P, 1e-8);
    }

    private static void AnswerElimination(OracleCase reference, string rule, FastBackward result)
    {
        for (int i = 0; i < result.Kept.Length; i++)
        {
            reference.AnswerText($"fastbw_{rule}_kept", Key(i + 1), "", result.Kept[i]);
        }

        for (int i = 0; i < result.Deleted.Length; i++)
        {
            reference.AnswerText($"fastbw_{rule}_deleted", Key(i + 1), "", result.Deleted[i]);
        }
    }

    /// <summary>The effect of moving each variable from its first to its third quartile, or of each level against the most frequent one.</summary>
    private static void AnswerEffects(OracleCase reference, LogisticModel model, ModelEncoding encoding)
    {
        foreach (ModelVariable variable in FormulaCase.Variables(reference, encoding.Formula.Variables))
        {
            if (variable is FactorVariable factor)
            {
                int mode = Enumerable.Range(0, factor.Levels.Length).MaxBy(level => factor.Codes.Count(code => code == level));
                foreach (int level in Enumerable.Range(0, factor.Levels.Length).Where(level => level != mode))
                {
                    double[] change = new double[model.Names.Length];
                    Put(change, model, $"{factor.Name}={factor.Levels[level]}", 1);
                    Put(change, model, $"{factor.Name}={factor.Levels[mode]}", -1);
                    AnswerEffect(reference, $"{factor.Name} - {factor.Levels[level]}:{factor.Levels[mode]}", mode + 1, level + 1, model, change);
                }

                continue;
            }

            double[] values = [.. ((NumericVariable)variable).Values];
            bool few = values.Distinct().Count() < 4;
            (double low, double high) = few ? (values.Min(), values.Max()) : (Quantile.Type7(values, 0.25), Quantile.Type7(values, 0.75));
            (low, high) = low == high ? (values.Min(), values.Max()) : (low, high);
            double[] move = new double[model.Names.Length];
            foreach (int j in Enumerable.Range(0, model.Names.Length).Where(j => model.Names[j].TrimEnd('\'') == variable.Name))
            {
                int column = model.Names[j].Length - variable.Name.Length;
                move[j] = column == 0 ? high - low : encoding.SplineOf(variable.Name).Evaluate(high, column) - encoding.SplineOf(variable.Name).Evaluate(low, column);
            }

            AnswerEffect(reference, variable.Name, low, high, model, move);
        }
    }

    private static void Put(double[] change, LogisticModel model, string column, double value)
    {
        if (model.Names.IndexOf(column) is var place and >= 0)
        {
            change[place] = value;
        }
    }

    private static void AnswerEffect(OracleCase reference, string name, double low, double high, LogisticModel model, double[] change)
    {
        (double effect, double error) = WaldTest.Contrast(model, change);
        double z = Normal.Quantile(0.975);
        reference.Answer("iqr_effect_low", name, "", low, 1e-9);
        reference.Answer("iqr_effect_high", name, "", high, 1e-9);
        reference.Answer("iqr_effect", name, "", effect, 1e-8);
        reference.Answer("iqr_effect_lower", name, "", effect - (z * error), 1e-8);
        reference.Answer("iqr_effect_upper", name, "", effect + (z * error), 1e-8);
        reference.Answer("iqr_odds_ratio", name, "", Math.Exp(effect), 1e-8);
    }

    private static void AnswerNomogram(OracleCase reference)
    {
        (LogisticModel model, Matrix predictors, IReadOnlyList<ModelTerm> terms, _) = Fit(reference);
        IReadOnlyList<ModelVariable> variables = FormulaCase.Variables(reference, ModelFormula.Parse(reference.Text("terms")).Variables);
        NomogramPredictor[] axes =
        [
            .. terms.Select((term, t) => variables[t] is FactorVariable factor
                ? NomogramPredictor.Factor(factor.Name, [.. factor.Levels], [.. term.Columns])
                : NomogramPredictor.FromValues(term.Name, term.Values.Column(0))),
        ];
        NomogramScale scale = NomogramScale.From(model, axes, model.LinearPredictor(predictors));
        reference.Answer("points_per_unit_lp", scale.PointsPerUnit, 1e-6);
        reference.Answer("info_intercept", scale.Origin, 1e-6);
        foreach (NomogramAxis axis in scale.Axes)
        {
            foreach (NomogramTick tick in axis.Ticks)
            {
                reference.Answer("axis_points", axis.Name, tick.Label, tick.Points, 1e-6);
                reference.Answer("axis_xbeta", axis.Name, tick.Label, tick.Contribution, 1e-6);
            }
        }

        for (int i = 0; i < scale.TotalTicks.Length; i++)
        {
            reference.Answer("total_points_axis", Key(i + 1), "", scale.TotalTicks[i], 1e-6);
        }

        reference.AnswerEach("lp_axis_points", each => scale.PointsOfLinearPredictor(each.NumericKey2), 1e-6);
        // rms inverts the probability by straight lines between 1,000 points of the log odds; the scale itself is exact.
        double[] places = [.. Enumerable.Range(0, 1000).Select(i => scale.LinearPredictorTicks[0] + ((scale.LinearPredictorTicks[^1] - scale.LinearPredictorTicks[0]) * i / 999))];
        reference.AnswerEach("risk_axis_points", each => scale.PointsOfLinearPredictor(InverseByLines(places, each.NumericKey2)), 1e-6);
        for (int i = 0; i < predictors.RowCount; i++)
        {
            double[] row = predictors.Row(i);
            int from = 0;
            foreach (NomogramAxis axis in scale.Axes)
            {
                reference.Answer("row_points", axis.Name, Key(i + 1), axis.Points(row.AsSpan(from, axis.Coefficients.Length)), 1e-6);
                from += axis.Coefficients.Length;
            }

            double total = scale.TotalPoints(row);
            reference.Answer("row_total_points", Key(i + 1), "", total, 1e-6);
            reference.Answer("row_risk", Key(i + 1), "", scale.Probability(total), 1e-9);
        }
    }

    private static double InverseByLines(double[] places, double probability)
    {
        double[] risks = [.. places.Select(x => 1 / (1 + Math.Exp(-x)))];
        int right = Array.FindIndex(risks, risk => risk >= probability);
        return places[right - 1] + ((places[right] - places[right - 1]) * (probability - risks[right - 1]) / (risks[right] - risks[right - 1]));
    }

    private static void AnswerValidation(OracleCase reference)
    {
        (LogisticModel model, Matrix predictors, _, bool[] events) = Fit(reference);
        int[][] resamples =
        [
            .. OracleTable.NumericLines(reference.PathOf(reference.Text("resamples"))).Take((int)reference.Number("B")).Select(line => line.Select(row => (int)row - 1).ToArray()),
        ];
        OptimismBootstrap result = OptimismBootstrap.Run(predictors, events, model.Names, resamples);
        double[] apparent = result.Apparent.ToArray();
        double[] training = result.MeanTraining;
        double[] test = result.MeanTest;
        for (int i = 0; i < apparent.Length; i++)
        {
            string name = ValidationIndices.Names[i];
            double corrected = result.Corrected[i];
            (string Quantity, double Value)[] parts =
                [("index_orig", apparent[i]), ("training", training[i]), ("test", test[i]), ("optimism", training[i] - test[i]), ("index_corrected", corrected)];
            foreach ((string quantity, double value) in parts)
            {
                reference.Answer(quantity, name, "", value, 1e-8);
                // What rms itself returns stops early in every resample.
                reference.Answer($"rms_{quantity}", name, "", value, 1e-3);
            }
        }

        AnswerLargestError(reference, result);
        reference.Answer("auc_corrected", (result.Corrected[0] + 1) / 2, 1e-8);
        for (int b = 0; b < result.Replicates.Length; b++)
        {
            reference.Answer("replicate_auc_training", Key(b + 1), "", result.Replicates[b].Training.AreaUnderCurve, 1e-8);
            reference.Answer("replicate_auc_test", Key(b + 1), "", result.Replicates[b].Test.AreaUnderCurve, 1e-8);
            reference.Answer("replicate_slope_test", Key(b + 1), "", result.Replicates[b].Test.Slope, 1e-8);
        }

        OptimismCurve curve = OptimismCurve.Of(predictors, events, model.Names, resamples);
        for (int i = 0; i < curve.Predicted.Length; i++)
        {
            reference.Answer("calibrate_predy", Key(i + 1), "", curve.Predicted[i], 1e-8);
            reference.Answer("calibrate_orig", Key(i + 1), "", curve.Apparent[i], 1e-8);
            reference.Answer("calibrate_corrected", Key(i + 1), "", curve.Corrected[i], 1e-8);
            reference.Answer("rms_calibrate_corrected", Key(i + 1), "", curve.Corrected[i], 1e-3);
        }

        reference.Answer("calibrate_mean_abs_error_over_predy", curve.MeanAbsoluteError, 1e-8);
        double[] probabilities = model.Predict(predictors);
        int[] order = [.. Enumerable.Range(0, probabilities.Length).OrderBy(i => probabilities[i])];
        double[] smooth = Lowess.Smooth([.. order.Select(i => probabilities[i])], [.. order.Select(i => events[i] ? 1.0 : 0.0)]);
        for (int i = 0; i < order.Length; i++)
        {
            reference.Answer("lowess_x", Key(i + 1), "", probabilities[order[i]], 1e-9);
            reference.Answer("lowess_y", Key(i + 1), "", smooth[i], 1e-9);
        }
    }

    /// <summary>rms also gives Emax of the calibration line over the predicted range.</summary>
    private static void AnswerLargestError(OracleCase reference, OptimismBootstrap result)
    {
        (double intercept, double slope) = (result.Corrected[2], result.Corrected[3]);
        double worst = Enumerable.Range(0, 1001).Select(i => (i * 0.001 * 0.9998) + 0.0001).Max(p => Math.Abs(p - (1 / (1 + Math.Exp(-(intercept + (slope * Math.Log(p / (1 - p)))))))));
        foreach (string quantity in new[] { "index_orig", "training" })
        {
            reference.Answer($"rms_{quantity}", "Emax", "", 0, 1e-3);
        }

        foreach (string quantity in new[] { "test", "optimism", "index_corrected" })
        {
            reference.Answer($"rms_{quantity}", "Emax", "", worst, 2e-3);
        }
    }

    private static string Key(int value) => value.ToString(CultureInfo.InvariantCulture);
}
