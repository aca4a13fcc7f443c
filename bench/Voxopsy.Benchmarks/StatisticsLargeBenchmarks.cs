using System.Diagnostics;
using System.Globalization;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Regression;

namespace Voxopsy.Benchmarks;

/// <summary>The largest penalized fit, on one thread and on two, and a screen of one model a column; beside R in the same run.</summary>
internal static class StatisticsLargeBenchmarks
{
    private const int Rows = 2000;
    private const int Columns = 10_000;

    internal static int Run()
    {
        BenchmarkTable table = new(
            "Statistics: the largest fits (R 4.2.2 with glmnet 4.1-6 at its default tolerance)", "what", "voxopsy, CPU (s)", "voxopsy, wall (s)", "R, CPU (s)", "goal (s)", "load on the machine's cores");
        Screen(table);
        Penalized(table);
        string results = Path.Combine(Environment.CurrentDirectory, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : Environment.CurrentDirectory, "statistics-large.md"));
        return 0;
    }

    private static void Screen(BenchmarkTable table)
    {
        (Matrix predictors, bool[] events) = Draw(500, 1500);
        string[] names = [.. Enumerable.Range(0, 1500).Select(j => $"x{j}")];
        (double cpu, double wall) = Best(() => UnivariableScreen.Fit(predictors, events, names), 5);
        double r = BenchmarkTable.RSeconds("""
            set.seed(1); n <- 500; X <- matrix(rnorm(n*1500), n); y <- rbinom(n, 1, .4); t <- system.time(for (j in 1:1500) { g <- glm(y ~ X[, j], family=binomial()); g$null.deviance - g$deviance }); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("1,500 logistic regressions, one a column, n = 500", BenchmarkTable.Seconds(cpu), BenchmarkTable.Seconds(wall), BenchmarkTable.Seconds(r), "0.2", Load());
    }

    private static void Penalized(BenchmarkTable table)
    {
        (Matrix predictors, bool[] events) = Draw(Rows, Columns);
        int[] folds = [.. Enumerable.Range(0, Rows).Select(i => i % 10)];
        string r = BenchmarkTable.Seconds(BenchmarkTable.RSeconds("""
            suppressMessages(library(glmnet)); set.seed(1); n <- 2000; p <- 10000; S <- matrix(rnorm(n*p/10), n)[, rep(seq_len(p/10), each=10)]; X <- .7*S + .7*matrix(rnorm(n*p), n); rm(S); lp <- drop(X[, seq(1, p, 500)] %*% rep(.4, 20)); y <- rbinom(n, 1, plogis(lp)); f <- rep(1:10, length.out=n); t <- system.time(cv.glmnet(X, y, family="binomial", foldid=f)); cat("\n", t[1]+t[2], sep="")
            """));
        foreach ((int threads, string goal) in new[] { (1, "39.6 CPU"), (2, "22 wall") })
        {
            ElasticNetSettings settings = new() { Threads = threads };
            (double cpu, double wall) = Best(() => CrossValidatedLasso.Fit(predictors, events, folds, settings: settings), 1);
            table.Add(
                $"cross-validated lasso 2,000 x 10,000, 10 folds, {threads} thread{(threads > 1 ? "s" : "")}", BenchmarkTable.Seconds(cpu), BenchmarkTable.Seconds(wall), r, goal, Load());
        }
    }

    /// <summary>Columns in blocks of ten that share a factor, twenty of them with an effect.</summary>
    private static (Matrix Predictors, bool[] Events) Draw(int rows, int columns)
    {
        SeededRandom random = new SeededRandom(1).For("large benchmark");
        double[] values = new double[rows * columns];
        double[] shared = new double[rows];
        double[] linear = new double[rows];
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                shared[i] = j % 10 == 0 ? random.NextNormal() : shared[i];
                double value = values[(j * rows) + i] = (0.7 * shared[i]) + (0.7 * random.NextNormal());
                linear[i] += j % (columns / 20) == 0 ? 0.4 * value : 0;
            }
        }

        return (Matrix.FromColumnMajor(rows, columns, values), [.. linear.Select(x => random.NextDouble() < 1 / (1 + Math.Exp(-x)))]);
    }

    private static (double Cpu, double Wall) Best(Action work, int runs)
    {
        (double cpu, double wall) = (double.PositiveInfinity, double.PositiveInfinity);
        for (int run = 0; run < runs; run++)
        {
            TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
            Stopwatch watch = Stopwatch.StartNew();
            work();
            wall = Math.Min(wall, watch.Elapsed.TotalSeconds);
            cpu = Math.Min(cpu, (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds);
        }

        return (cpu, wall);
    }

    /// <summary>How many programs wanted a core in the last minute; above the number of cores, wall times say little.</summary>
    private static string Load() => File.Exists("/proc/loadavg")
        ? (double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) / Environment.ProcessorCount).ToString("0.0", CultureInfo.InvariantCulture)
        : "unknown";
}
