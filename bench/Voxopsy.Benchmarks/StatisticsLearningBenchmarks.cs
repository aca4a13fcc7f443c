using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Learning;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Preprocessing;
using Voxopsy.Statistics.Selection;

namespace Voxopsy.Benchmarks;

/// <summary>Classifiers and the steps before them; the product's way and R's where R has the package.</summary>
internal static class StatisticsLearningBenchmarks
{
    private const int Rows = 500;

    internal static int Run()
    {
        BenchmarkTable table = new("Statistics: learning (R 4.2.2 with e1071 1.7-13, randomForest 4.7-1.1, gbm 2.1.8.1)", "what", "voxopsy (s)", "R (s)", "goal (s)");
        SupportVectors(table);
        Trees(table);
        Linear(table);
        Steps(table);
        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "statistics-learning.md"));
        return 0;
    }

    private static (FeatureTable Table, bool[] Events) Draw(int rows, int columns, double missing = 0)
    {
        SeededRandom random = new SeededRandom(1).For("learning");
        double[][] values = new double[columns][];
        double[] linear = new double[rows];
        for (int j = 0; j < columns; j++)
        {
            values[j] = [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())];
            for (int i = 0; i < rows && j < 10; i++)
            {
                linear[i] += 0.5 * values[j][i];
            }
        }

        bool[] events = [.. linear.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-x)))];
        foreach (double[] column in values)
        {
            for (int i = 0; i < rows && missing > 0; i++)
            {
                column[i] = random.NextDouble() < missing ? double.NaN : column[i];
            }
        }

        FeatureTable table = new(
            [.. Enumerable.Range(0, rows).Select(i => i.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Range(0, columns).Select(j => new FeatureId($"x{j}"))], values);
        return (table, events);
    }

    private static string DrawInR(int columns) =>
        $"set.seed(1); n <- {Rows}; X <- matrix(rnorm(n*{columns}), n); y <- factor(rbinom(n, 1, plogis(drop(X[, 1:10] %*% rep(.5, 10)))));";

    private static void SupportVectors(BenchmarkTable table)
    {
        (FeatureTable rows, bool[] events) = Draw(Rows, 200);
        foreach ((KernelKind kernel, string name) in new[] { (KernelKind.Radial, "radial"), (KernelKind.Linear, "linear") })
        {
            SupportVectorMachine machine = new() { Kernel = kernel, Tolerance = 1e-3 };
            double decision = BenchmarkTable.CpuSeconds(() => machine.FitDecision(rows, events), 5);
            double whole = BenchmarkTable.CpuSeconds(() => machine.Fit(rows, events, new SeededRandom(1)), 3);
            double r = BenchmarkTable.RSeconds($"""
                library(e1071); {DrawInR(200)} t <- system.time(svm(X, y, kernel="{name}", gamma=1/200, scale=FALSE, tolerance=1e-3)); cat("\n", t[1]+t[2], sep="")
                """);
            double rWhole = BenchmarkTable.RSeconds($"""
                library(e1071); {DrawInR(200)} t <- system.time(svm(X, y, kernel="{name}", gamma=1/200, scale=FALSE, tolerance=1e-3, probability=TRUE)); cat("\n", t[1]+t[2], sep="")
                """);
            table.Add($"{name} support vector machine 500 x 200, decision values", BenchmarkTable.Seconds(decision), BenchmarkTable.Seconds(r), "");
            table.Add($"{name} support vector machine 500 x 200, with probabilities from 5 inner folds", BenchmarkTable.Seconds(whole), BenchmarkTable.Seconds(rWhole), "1");
        }
    }

    private static void Trees(BenchmarkTable table)
    {
        (FeatureTable rows, bool[] events) = Draw(Rows, 100);
        double forest = BenchmarkTable.CpuSeconds(() => new RandomForest().Fit(rows, events, new SeededRandom(1)), 3);
        double r = BenchmarkTable.RSeconds($"""
            suppressMessages(library(randomForest)); {DrawInR(100)} t <- system.time(randomForest(X, y, ntree=500)); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("random forest 500 x 100, 500 trees", BenchmarkTable.Seconds(forest), BenchmarkTable.Seconds(r), "1");
        double boosting = BenchmarkTable.CpuSeconds(() => new GradientBoosting().Fit(rows, events, new SeededRandom(1)), 3);
        double gbm = BenchmarkTable.RSeconds($"""
            suppressMessages(library(gbm)); {DrawInR(100)} t <- system.time(gbm.fit(X, as.integer(y) - 1, distribution="bernoulli", n.trees=200, interaction.depth=3, shrinkage=.05, bag.fraction=.8, verbose=FALSE)); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("gradient boosting 500 x 100, 200 trees of depth 3", BenchmarkTable.Seconds(boosting), BenchmarkTable.Seconds(gbm), "");
    }

    private static void Linear(BenchmarkTable table)
    {
        (FeatureTable tall, bool[] events) = Draw(Rows, 200);
        (FeatureTable wide, bool[] few) = Draw(200, 1500);
        (FeatureTable middle, bool[] outcomes) = Draw(260, 100);
        table.Add("ridge logistic 500 x 200", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => new RidgeLogistic().Fit(tall, events))), "", "");
        table.Add("ridge logistic 200 x 1500", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => new RidgeLogistic().Fit(wide, few))), "", "");
        table.Add("recursive elimination 260 x 100, down to 10", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => RecursiveElimination.Rank(middle, outcomes, 10), 2)), "", "");
        table.Add("linear discriminant 500 x 200, Ledoit-Wolf", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => new LinearDiscriminant { Rule = ShrinkageRule.LedoitWolf }.Fit(tall, events))), "", "");
    }

    private static void Steps(BenchmarkTable table)
    {
        (FeatureTable gaps, _) = Draw(Rows, 100, missing: 0.1);
        (FeatureTable wide, _) = Draw(Rows, 1500);
        table.Add("imputation by 5 neighbors 500 x 100, 10% missing", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => NeighborImputation.Fit(gaps).Apply(gaps), 2)), "", "");
        table.Add("imputation by chained equations 500 x 100, 10% missing", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => ChainedImputation.Fit(gaps).Apply(gaps), 2)), "", "");
        table.Add("Yeo-Johnson powers 500 x 1500", BenchmarkTable.Seconds(BenchmarkTable.CpuSeconds(() => YeoJohnson.FitStandardized(wide), 2)), "", "");
    }
}
