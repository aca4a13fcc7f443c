using Voxopsy.Statistics.Descriptive;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Distributions;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Numerics;

[Trait("Category", "Oracle")]
public sealed class BootstrapOracleTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Bootstrap_EveryCase_AgreesWithR() => StatisticsOracle.Run("bootstrap", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (!asked.Has("resamples"))
        {
            return false;
        }

        int[][] resamples = [.. OracleTable.NumericLines(asked.PathOf(asked.Text("resamples")))
            .Select(line => Array.ConvertAll(line, position => (int)position - 1))];
        if (asked.Has("statistic"))
        {
            return OneStatistic(asked, resamples);
        }

        bool[] events = asked.Table.Equal(asked.Text("outcome"), asked.Text("positive"));
        if (asked.Has("threshold"))
        {
            AtThreshold(asked, resamples, events);
        }
        else if (asked.Has("score1"))
        {
            AreaBootstrap a = AreaBootstrap.Of(asked.Table.Numbers(asked.Text("score1")), events);
            AreaBootstrap b = AreaBootstrap.Of(asked.Table.Numbers(asked.Text("score2")), events);
            double difference = a.Area - b.Area;
            double[] replicates = Array.ConvertAll(resamples, resample => a.Replicate(resample) - b.Replicate(resample));
            BootstrapIntervals intervals = new(replicates, difference);
            double z = difference / intervals.StandardError;
            asked.Answer("difference", difference, Tolerance);
            asked.Answer("sd", intervals.StandardError, Tolerance);
            asked.Answer("z", z, Tolerance);
            asked.Answer("p", Normal.TwoSidedP(z), Tolerance);
            Intervals(asked, "ci_", intervals, difference, [.. a.Jackknife().Zip(b.Jackknife(), (left, right) => left - right)]);
        }
        else
        {
            AreaBootstrap area = AreaBootstrap.Of(asked.Table.Numbers(asked.Text("score")), events);
            double[] replicates = Array.ConvertAll(resamples, resample => area.Replicate(resample));
            for (int i = 0; i < replicates.Length; i++)
            {
                asked.Answer("replicates", ExpectedQuantity.Key(i + 1), "", replicates[i], Tolerance);
            }

            Intervals(asked, "", new BootstrapIntervals(replicates, area.Area), area.Area, area.Jackknife());
        }

        return true;
    }

    private static bool OneStatistic(OracleCase asked, int[][] resamples)
    {
        double[] values = asked.Table.Numbers(asked.Text("variable"));
        Func<double[], double>? statistic = asked.Text("statistic") switch
        {
            "mean" => sample => Moments.Of(sample).Mean,
            "median" => sample => Quantile.Median(sample),
            "sd" => sample => Moments.Of(sample).StandardDeviation,
            _ => null,
        };
        if (statistic is null)
        {
            return false;
        }

        double[] replicates = Array.ConvertAll(resamples, resample => statistic(Array.ConvertAll(resample, i => values[i])));
        double estimate = statistic(values);
        double[] jackknife = [.. values.Select((_, left) => statistic([.. values.Where((_, i) => i != left)]))];
        Intervals(asked, "", new BootstrapIntervals(replicates, estimate), estimate, jackknife);
        return true;
    }

    private static void Intervals(OracleCase asked, string prefix, BootstrapIntervals intervals, double estimate, double[] jackknife)
    {
        void Give(string quantity, Interval interval)
        {
            asked.Answer(prefix + quantity, "lower", "", interval.Lower, Tolerance);
            asked.Answer(prefix + quantity, "upper", "", interval.Upper, Tolerance);
        }

        double acceleration = BootstrapIntervals.Acceleration(jackknife);
        asked.Answer(prefix + "t0", estimate, Tolerance);
        asked.Answer(prefix + "bias", intervals.Bias, Tolerance);
        asked.Answer(prefix + "se", intervals.StandardError, Tolerance);
        asked.Answer(prefix + "bca_z0", intervals.BiasCorrection, Tolerance);
        asked.Answer(prefix + "bca_a_jackknife", acceleration, Tolerance);
        (double lower, double upper) = intervals.BcaProbabilities(acceleration);
        Give("bca_alpha", new Interval(lower, upper));
        Give("bca", intervals.Bca(acceleration));
        Give("percentile_type7", intervals.Percentile());
        Give("percentile_type6", intervals.PercentileType6());
        Give("boot_percent", intervals.PercentileInterpolated());
        Give("boot_basic", intervals.Basic());
        Give("boot_normal", intervals.NormalTheory());
    }

    private static void AtThreshold(OracleCase asked, int[][] resamples, bool[] events)
    {
        double[] scores = asked.Table.Numbers(asked.Text("score"));
        ConfusionMatrix At(int[] rows) =>
            ConfusionMatrix.At(Array.ConvertAll(rows, i => scores[i]), Array.ConvertAll(rows, i => events[i]), asked.Number("threshold"));
        ConfusionMatrix all = At([.. Enumerable.Range(0, scores.Length)]);
        ConfusionMatrix[] drawn = Array.ConvertAll(resamples, At);
        void Give(string quantity, Func<ConfusionMatrix, double> measure)
        {
            double[] replicates = Array.ConvertAll(drawn, matrix => measure(matrix));
            asked.Answer(quantity, "estimate", "", measure(all), Tolerance);
            asked.Answer(quantity, "lower", "", Quantile.Type7(replicates, 0.025), Tolerance);
            asked.Answer(quantity, "median", "", Quantile.Median(replicates), Tolerance);
            asked.Answer(quantity, "upper", "", Quantile.Type7(replicates, 0.975), Tolerance);
        }

        Give("sensitivity", matrix => matrix.Sensitivity.Value);
        Give("specificity", matrix => matrix.Specificity.Value);
        Give("accuracy", matrix => matrix.Accuracy.Value);
        Give("ppv", matrix => matrix.Ppv.Value);
        Give("npv", matrix => matrix.Npv.Value);
    }
}
