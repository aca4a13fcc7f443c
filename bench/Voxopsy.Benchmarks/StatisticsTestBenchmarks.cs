using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Agreement;
using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Statistics.Selection;

namespace Voxopsy.Benchmarks;

/// <summary>Discrimination, screens, agreement and correlation: the plain way, the product's way and R's.</summary>
internal static class StatisticsTestBenchmarks
{
    private const int Features = 1500;
    private const int Subjects = 500;

    internal static int Run()
    {
        BenchmarkTable table = new("Statistics: tests, curves and screens (R 4.2.2 with pROC 1.18.0 and psych 2.2.9)", "what", "plain loop (s)", "voxopsy (s)", "R (s)", "goal (s)");
        TwoCurves(table);
        Bootstrap(table);
        Screen(table);
        Intraclass(table);
        Spearman(table);
        string? folder = Environment.CurrentDirectory;
        string results = Path.Combine(folder, "bench", "results");
        table.Write(Path.Combine(Directory.Exists(results) ? results : folder, "statistics-tests.md"));
        return 0;
    }

    private static void TwoCurves(BenchmarkTable table)
    {
        const int n = 1_000_000;
        SeededRandom random = new(1);
        bool[] events = new bool[n];
        double[] a = new double[n];
        double[] b = new double[n];
        for (int i = 0; i < n; i++)
        {
            events[i] = i % 3 == 0;
            a[i] = random.NextNormal() + (events[i] ? 1 : 0);
            b[i] = random.NextNormal() + (events[i] ? 0.8 : 0);
        }

        double ours = BenchmarkTable.CpuSeconds(() =>
        {
            RocCurve.From(a, events);
            RocCurve.From(b, events);
            AreaUnderCurve.DeLong(a, events);
            AreaUnderCurve.DeLong(b, events);
            DeLongTest.Paired(a, b, events);
        });

        // The definition compares every event with every non-event: measured at 20,000 and scaled by the number of pairs.
        const int small = 20_000;
        double plain = BenchmarkTable.CpuSeconds(() => AllPairs(a.AsSpan(0, small), events.AsSpan(0, small)), 2) * ((double)n / small) * ((double)n / small) * 2;
        double r = BenchmarkTable.RSeconds("""
            suppressMessages(library(pROC)); set.seed(1); n <- 1e6; y <- rep(c(1,0,0), length.out=n); a <- rnorm(n)+y; b <- rnorm(n)+.8*y
            t <- system.time({x <- roc(y, a, levels=0:1, direction="<", quiet=TRUE); z <- roc(y, b, levels=0:1, direction="<", quiet=TRUE); ci.auc(x); ci.auc(z); roc.test(x, z, method="delong")}); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("two ROC curves, DeLong intervals and paired test, n = 1,000,000", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "0.7");
    }

    private static double AllPairs(ReadOnlySpan<double> scores, ReadOnlySpan<bool> events)
    {
        double wins = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            for (int j = 0; events[i] && j < scores.Length; j++)
            {
                wins += events[j] ? 0 : scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        return wins;
    }

    private static void Bootstrap(BenchmarkTable table)
    {
        SeededRandom random = new(2);
        bool[] events = [.. Enumerable.Range(0, Subjects).Select(i => i % 3 == 0)];
        double[] scores = [.. events.Select(one => random.NextNormal() + (one ? 1 : 0))];
        AreaBootstrap bootstrap = AreaBootstrap.Of(scores, events);
        double ours = BenchmarkTable.CpuSeconds(() => bootstrap.Stratified(2000, new SeededRandom(3)));
        int[] cases = [.. Enumerable.Range(0, Subjects).Where(i => events[i])];
        int[] controls = [.. Enumerable.Range(0, Subjects).Where(i => !events[i])];
        double plain = BenchmarkTable.CpuSeconds(() =>
        {
            SeededRandom draws = new(3);
            int[] resample = new int[Subjects];
            for (int i = 0; i < 2000; i++)
            {
                Resampling.DrawWithinClasses(draws, cases, controls, resample);
                AreaUnderCurve.Value(Array.ConvertAll(resample, j => scores[j]), Array.ConvertAll(resample, j => events[j]));
            }
        });
        double r = BenchmarkTable.RSeconds("""
            suppressMessages(library(pROC)); set.seed(1); n <- 500; y <- rep(c(1,0,0), length.out=n); a <- rnorm(n)+y; x <- roc(y, a, levels=0:1, direction="<", quiet=TRUE)
            t <- system.time(ci.auc(x, method="bootstrap", boot.n=2000, progress="none")); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("2,000 stratified bootstrap areas, n = 500", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "0.1");
    }

    private static void Screen(BenchmarkTable table)
    {
        (FeatureTable features, bool[] events) = Draw();
        double ours = BenchmarkTable.CpuSeconds(() => UnivariableFilter.Screen(features, events));
        double plain = BenchmarkTable.CpuSeconds(
            () =>
            {
                for (int column = 0; column < Features; column++)
                {
                    AllPairs(features.Column(column), events);
                }
            },
            2);
        double r = BenchmarkTable.RSeconds("""
            set.seed(1); X <- matrix(rnorm(500*1500), 500); y <- rep(c(1,0,0), length.out=500)
            t <- system.time(p.adjust(apply(X, 2, function(v) wilcox.test(v[y==0], v[y==1], exact=FALSE)$p.value), "BH")); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("univariable screen (Mann-Whitney, area, Benjamini-Hochberg), 500 × 1,500", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "0.2");
    }

    private static void Intraclass(BenchmarkTable table)
    {
        SeededRandom random = new(4);
        IReadOnlyList<double[]>[] tables = [.. Enumerable.Range(0, Features).Select(_ =>
        {
            double[] truth = [.. Enumerable.Range(0, 60).Select(_ => random.NextNormal())];
            return (IReadOnlyList<double[]>)new[] { 0, 1 }.Select(_ => truth.Select(value => value + (0.4 * random.NextNormal())).ToArray()).ToArray();
        })];
        double ours = BenchmarkTable.CpuSeconds(() =>
        {
            foreach (IntraclassCorrelation icc in IntraclassCorrelation.Many(tables))
            {
                icc.Estimate(IntraclassForm.AgreementSingle);
            }
        });
        double plain = BenchmarkTable.CpuSeconds(() =>
        {
            foreach (IReadOnlyList<double[]> one in tables)
            {
                IntraclassCorrelation icc = IntraclassCorrelation.Of(one);
                foreach (IntraclassForm form in Enum.GetValues<IntraclassForm>())
                {
                    icc.Estimate(form);
                }
            }
        });
        double r = BenchmarkTable.RSeconds("""
            suppressMessages(library(psych)); set.seed(1)
            t <- system.time(for (i in 1:1500) { z <- rnorm(60); ICC(cbind(z+.4*rnorm(60), z+.4*rnorm(60)), lmer=FALSE) }); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("1,500 intraclass correlations (2,1) with limits, 60 subjects × 2 raters (plain: all six, one table at a time)", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "0.05");
    }

    private static void Spearman(BenchmarkTable table)
    {
        (FeatureTable features, _) = Draw();
        double ours = BenchmarkTable.CpuSeconds(() => CorrelationMatrix.Of(features, CorrelationKind.Spearman).ToArray());
        double[][] ranks = [.. Enumerable.Range(0, Features).Select(i => Ranks.Of(features.Column(i)))];
        double plain = BenchmarkTable.CpuSeconds(
            () =>
            {
                double sum = 0;
                for (int i = 0; i < Features; i++)
                {
                    for (int j = 0; j < i; j++)
                    {
                        double xy = 0;
                        for (int k = 0; k < Subjects; k++)
                        {
                            xy += ranks[i][k] * ranks[j][k];
                        }

                        sum += xy;
                    }
                }

                GC.KeepAlive(sum);
            },
            2);
        double r = BenchmarkTable.RSeconds("""
            set.seed(1); X <- matrix(rnorm(500*1500), 500); t <- system.time(cor(X, method="spearman")); cat("\n", t[1]+t[2], sep="")
            """);
        table.Add("Spearman matrix, 500 × 1,500", BenchmarkTable.Seconds(plain), BenchmarkTable.Seconds(ours), BenchmarkTable.Seconds(r), "0.3");
    }

    private static (FeatureTable Table, bool[] Events) Draw()
    {
        SeededRandom random = new(5);
        return (
            new FeatureTable(
                [.. Enumerable.Range(0, Subjects).Select(i => i.ToString(CultureInfo.InvariantCulture))],
                [.. Enumerable.Range(0, Features).Select(i => new FeatureId($"f{i}"))],
                Enumerable.Range(0, Features).Select(_ => Enumerable.Range(0, Subjects).Select(_ => random.NextNormal()).ToArray())),
            [.. Enumerable.Range(0, Subjects).Select(i => i % 3 == 0)]);
    }
}
