using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Oracles.ClassicalLearning;

/// <summary>Answers the cases of classifiers; which setting a quantity stands for is read from its name.</summary>
internal static class ClassifierAnswers
{
    private const double Exact = 1e-9;
    private const double Lbfgs = 1e-6;

    internal static void Discriminants(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        foreach (string name in Names(asked, "_probability"))
        {
            if (Discriminant(name) is not { } learner)
            {
                continue;
            }

            IClassifier fitted = learner.Fit(rows.Training, rows.TrainingEvents, ClassicalCase.NoDraws, TestContext.Current.CancellationToken);
            rows.GiveRows(name + "_probability", fitted.Predict(rows.Test), Exact);
            if (fitted is LinearClassifier linear)
            {
                rows.GiveFeatures(name + "_coef", linear.Coefficients, Exact);
                asked.Answer(name + "_intercept", linear.Intercept, Exact);
            }
        }
    }

    internal static void Neighbors(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        foreach (string name in Names(asked, ""))
        {
            if (Regex.Match(name, "^k([0-9]+)((?:_uniform|_distance|_manhattan|_chebyshev)+)$") is { Success: true } knn)
            {
                string[] words = knn.Groups[2].Value.Split('_');
                NearestNeighbors learner = new()
                {
                    Neighbors = int.Parse(knn.Groups[1].Value, CultureInfo.InvariantCulture),
                    Weighting = words.Contains("distance") ? NeighborWeighting.InverseDistance : NeighborWeighting.Uniform,
                    Metric = words.Contains("manhattan") ? DistanceMetric.Manhattan : words.Contains("chebyshev") ? DistanceMetric.Chebyshev : DistanceMetric.Euclidean,
                };
                rows.GiveRows(name, learner.Fit(rows.Training, rows.TrainingEvents, ClassicalCase.NoDraws, TestContext.Current.CancellationToken).Predict(rows.Test), Exact);
            }
        }
    }

    internal static void Logistic(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        foreach ((string suffix, ClassWeighting weighting) in new[] { ("", ClassWeighting.Equal), ("_balanced", ClassWeighting.Balanced) })
        {
            foreach (string cost in asked.Expected.Where(expected => expected.Quantity == "coef" + suffix).Select(expected => expected.Key2).Distinct())
            {
                LinearClassifier fitted = new RidgeLogistic { Cost = double.Parse(cost, CultureInfo.InvariantCulture), Weighting = weighting, ScikitLearnTolerance = 1e-12 }
                    .Fit(rows.All, rows.AllEvents);
                rows.GiveFeatures("coef" + suffix, fitted.Coefficients, Lbfgs, cost, OracleTally.Measure.Relative);
                asked.Answer("intercept" + suffix, "", cost, fitted.Intercept, Lbfgs, OracleTally.Measure.Relative);
            }
        }
    }

    internal static void SupportVectors(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        foreach (string name in Names(asked, "_support_vectors"))
        {
            if (Machine(name) is { } learner)
            {
                SupportVectorClassifier fitted = learner.FitDecision(rows.Training, rows.TrainingEvents, TestContext.Current.CancellationToken);
                rows.GiveRows(name, fitted.Decide(rows.Test), 1e-6, OracleTally.Measure.Absolute);
                asked.Answer(name + "_support_vectors", fitted.Coefficients.Length, 0);
            }
        }
    }

    /// <summary>The reference's trees hold features in single precision and take neighbors within 1e-7 for equal.</summary>
    internal static void Tree(OracleCase asked)
    {
        ClassicalCase rows = new(asked);
        FeatureTable single = new(
            rows.All.Subjects,
            rows.All.Features,
            Enumerable.Range(0, rows.All.Features.Length).Select(j => Array.ConvertAll(rows.All.Column(j).ToArray(), value => (double)(float)value)));
        if (!asked.Call.StartsWith("DecisionTreeClassifier(gini,", StringComparison.Ordinal))
        {
            throw new NotSupportedException($"only trees by Gini impurity are grown: {asked.Call}");
        }

        DecisionTreeLearner learner = new() { MaximumDepth = (int)rows.Said(@"max_depth (\d+)"), SmallestGap = 1e-7 };
        TreeClassifier tree = (TreeClassifier)learner.Fit(single, rows.AllEvents, ClassicalCase.NoDraws, TestContext.Current.CancellationToken);
        rows.GiveRows("probability", tree.Predict(single), Exact);
        rows.GiveFeatures("importance", tree.Importance, Exact);
    }

    /// <summary>Names of quantities without an ending that they share.</summary>
    private static ImmutableArray<string> Names(OracleCase asked, string ending) =>
        [.. asked.Expected.Select(expected => expected.Quantity).Where(name => name.EndsWith(ending, StringComparison.Ordinal)).Select(name => name[..^ending.Length]).Distinct()];

    private static ILearner? Discriminant(string name) => name switch
    {
        "lda_svd" => new LinearDiscriminant(),
        "lda_lsqr" => new LinearDiscriminant { Covariance = PooledCovariance.MaximumLikelihood },
        "lda_ledoit_wolf" => new LinearDiscriminant { Rule = ShrinkageRule.LedoitWolf },
        "gaussian_nb" => new NaiveBayes(),
        _ when Regex.Match(name, "^lda_shrink([0-9]+)$") is { Success: true } shrunk =>
            new LinearDiscriminant { Rule = ShrinkageRule.Fixed, Shrinkage = ClassicalCase.Digits(shrunk.Groups[1].Value) },
        _ when Regex.Match(name, "^qda_reg([0-9]+)$") is { Success: true } regularized =>
            new QuadraticDiscriminant { Regularization = ClassicalCase.Digits(regularized.Groups[1].Value) },
        _ => null,
    };

    /// <summary>kernel, then C, g (gamma), scale, balanced in any order; what is not named is C = 1 and the scaled gamma, and 1 for the constant of a polynomial.</summary>
    private static SupportVectorMachine? Machine(string name)
    {
        string[] words = name.Split('_');
        Match kernel = Regex.Match(words[0], "^(linear|rbf|poly)([0-9]*)$");
        if (!kernel.Success)
        {
            return null;
        }

        SupportVectorMachine machine = new()
        {
            Kernel = kernel.Groups[1].Value switch { "linear" => KernelKind.Linear, "rbf" => KernelKind.Radial, _ => KernelKind.Polynomial },
            Degree = kernel.Groups[2].Length > 0 ? int.Parse(kernel.Groups[2].Value, CultureInfo.InvariantCulture) : 3,
            Offset = 1,
            Tolerance = 1e-10,
        };
        foreach (string word in words[1..])
        {
            if (word == "balanced")
            {
                machine = machine with { Weighting = ClassWeighting.Balanced };
            }
            else if (Regex.IsMatch(word, "^C[0-9]+$"))
            {
                machine = machine with { Cost = ClassicalCase.Digits(word[1..]) };
            }
            else if (Regex.IsMatch(word, "^g[0-9]+$"))
            {
                machine = machine with { Gamma = ClassicalCase.Digits(word[1..]) };
            }
            else if (word != "scale")
            {
                return null;
            }
        }

        return machine;
    }
}
