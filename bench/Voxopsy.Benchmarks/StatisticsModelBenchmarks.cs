using Voxopsy.Statistics.Harmonization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;
using Voxopsy.Statistics.Survival;
using Voxopsy.Statistics.Validation;

namespace Voxopsy.Benchmarks;

/// <summary>Model fits: penalized cross-validation, optimism bootstrap, harmonization; the product's way and R's.</summary>
internal static class StatisticsModelBenchmarks
{
    private const int Rows = 500;
    private const int Columns = 1500;

    internal static int Run()
    {
        BenchmarkTable table = new("Statistics: models (R 4.2.2 with glmnet 4.1-6 at its default tolerance, survival 3.5-3, rms 6.5-0, sva 3.46.0)", "what", "voxopsy (s)", "R (s)", "goal (s)", "largest violation of the optimality conditions");
        CrossValidation(table);
        CoxCrossValidation(table);
        Optimism(table);
        Harmonization(table);
        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "statistics-models.md"));
        return 0;
    }

    /// <summary>Columns in blocks of ten that share a factor, twenty of them with an effect.</summary>
    private static (Matrix Predictors, double[] Linear) Draw(int rows, int columns)
    {
        SeededRandom random = new SeededRandom(1).For("benchmark");
        double[][] values = new double[columns][];
        double[] shared = [];
        double[] linear = new double[rows];
        for (int j = 0; j < columns; j++)
        {
            shared = j % 10 == 0 ? [.. Enumerable.Range(0, rows).Select(_ => random.NextNormal())] : shared;
            values[j] = [.. shared.Select(s => (0.7 * s) + (0.7 * random.NextNormal()))];
            for (int i = 0; i < rows && j % 75 == 0; i++)
            {
                linear[i] += 0.4 * values[j][i];
            }
        }

        return (Matrix.FromColumns(values), linear);
    }

    private const string DrawInR = """
        set.seed(1); n <- 500; p <- 1500; S <- matrix(rnorm(n*p/10), n)[, rep(seq_len(p/10), each=10)]; X <- .7*S + .7*matrix(rnorm(n*p), n); lp <- drop(X[, seq(1, p, 75)] %*% rep(.4, 20)); f <- rep(1:10, length.out=n);
        """;

    private static void CrossValidation(BenchmarkTable table)
    {
        (Matrix predictors, double[] linear) = Draw(Rows, Columns);
        SeededRandom random = new SeededRandom(2).For("events");
        bool[] events = [.. linear.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-x)))];
        int[] folds = [.. Enumerable.Range(0, Rows).Select(i => i % 10)];
        foreach ((CrossValidationMeasure measure, string name, double goal) in new[] { (CrossValidationMeasure.Deviance, "deviance", 1.36), (CrossValidationMeasure.AreaUnderCurve, "auc", 2.45) })
        {
            double violation = 0;
            double ours = BenchmarkTable.CpuSeconds(() => violation = CrossValidatedLasso.Fit(predictors, events, folds, measure).Path.LargestViolation, 2);
            double r = BenchmarkTable.RSeconds($"""
                suppressMessages(library(glmnet)); {DrawInR} y <- rbinom(n, 1, plogis(lp)); t <- system.time(cv.glmnet(X, y, family="binomial", foldid=f, type.measure="{name}")); cat("\n", t[1]+t[2], sep="")
                """);
            table.Add($"cross-validated lasso 500 x 1500, 10 folds, {name}", BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), goal.ToString(System.Globalization.CultureInfo.InvariantCulture), violation.ToString("G2", System.Globalization.CultureInfo.InvariantCulture) + " of the largest penalty");
        }
    }

    private static void CoxCrossValidation(BenchmarkTable table)
    {
        (Matrix predictors, double[] linear) = Draw(Rows, Columns);
        SeededRandom random = new SeededRandom(3).For("times");
        double[] times = [.. linear.Select(x => -Math.Log(1 - random.NextDouble()) / Math.Exp(x))];
        SurvivalOutcome outcome = SurvivalOutcome.Of(times, [.. times.Select(_ => random.NextDouble() < 0.7)]);
        int[] folds = [.. Enumerable.Range(0, Rows).Select(i => i % 10)];
        double violation = 0;
        double ours = BenchmarkTable.CpuSeconds(() => violation = CrossValidatedLasso.FitCox(predictors, outcome, folds).Path.LargestViolation, 1);
        double r = BenchmarkTable.RSeconds($"""
            suppressMessages(library(glmnet)); library(survival); {DrawInR} y <- Surv(rexp(n)/exp(lp), rbinom(n, 1, .7)); t <- system.time(cv.glmnet(X, y, family="cox", foldid=f)); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("cross-validated Cox lasso 500 x 1500, 10 folds", BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "3.5", violation.ToString("G2", System.Globalization.CultureInfo.InvariantCulture) + " of the largest penalty");
    }

    private static void Optimism(BenchmarkTable table)
    {
        (Matrix predictors, double[] linear) = Draw(Rows, 8);
        SeededRandom random = new SeededRandom(4).For("events");
        bool[] events = [.. linear.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-x)))];
        string[] names = [.. Enumerable.Range(0, 8).Select(j => $"x{j}")];
        double ours = BenchmarkTable.CpuSeconds(() => OptimismBootstrap.Run(predictors, events, names, 1000, new SeededRandom(5)), 2);
        double r = BenchmarkTable.RSeconds("""
            suppressMessages(library(rms)); set.seed(1); n <- 500; d <- as.data.frame(matrix(rnorm(n*8), n)); d$y <- rbinom(n, 1, plogis(d$V1)); m <- lrm(y ~ ., d, x=TRUE, y=TRUE); t <- system.time(validate(m, B=1000)); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("optimism bootstrap, 1000 resamples, 500 x 8", BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "0.5", "");
    }

    private static void Harmonization(BenchmarkTable table)
    {
        (Matrix features, _) = Draw(Rows, 2000);
        string[] sites = [.. Enumerable.Range(0, Rows).Select(i => "ABC"[i % 3].ToString())];
        ComBatSettings settings = new() { Prior = SiteEffectPrior.NonParametric };
        double ours = BenchmarkTable.CpuSeconds(() => ComBat.Fit(features, sites, settings: settings).Apply(features, sites), 1);
        double r = BenchmarkTable.RSeconds("""
            suppressMessages(library(sva)); set.seed(1); X <- matrix(rnorm(2000*500), 2000); t <- system.time(suppressMessages(ComBat(X, rep(c("A","B","C"), length.out=500), par.prior=FALSE))); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("ComBat without parametric prior, 2000 features x 500 rows, 3 sites", BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "10", "");
    }
}
