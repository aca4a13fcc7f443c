using Voxopsy.Statistics.Descriptive;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Descriptive;

/// <summary>Answers the cases of the <c>tests</c> folder that describe columns and correlate them.</summary>
internal static class DescriptiveAnswers
{
    private const double Statistic = 1e-11;
    private const double P = 1e-9;

    internal static void Correlations(OracleCase asked)
    {
        string[] variables = asked.Texts("variables");
        for (int i = 0; i < variables.Length; i++)
        {
            for (int j = i + 1; j < variables.Length; j++)
            {
                string key = $"{variables[i]}|{variables[j]}";
                double[] x = asked.Table.Numbers(variables[i]);
                double[] y = asked.Table.Numbers(variables[j]);
                CorrelationEstimate pearson = Correlation.Pearson(x, y);
                asked.Answer("pearson", "r", key, pearson.Value, Statistic);
                asked.Answer("pearson", "t", key, pearson.Statistic, Statistic);
                asked.Answer("pearson", "p", key, pearson.P, P, Measure.Relative);
                asked.Answer("pearson", "ci95_lower", key, pearson.Lower, Statistic);
                asked.Answer("pearson", "ci95_upper", key, pearson.Upper, Statistic);
                CorrelationEstimate spearman = Correlation.Spearman(x, y);
                asked.Answer("spearman", "rho", key, spearman.Value, Statistic);
                asked.Answer("spearman", "p_t_approximation", key, spearman.P, P, Measure.Relative);
                CorrelationEstimate kendall = Correlation.Kendall(x, y);
                asked.Answer("kendall", "tau", key, kendall.Value, Statistic);
                asked.Answer("kendall", "z", key, kendall.Statistic, Statistic);
                asked.Answer("kendall", "p", key, kendall.P, P, Measure.Relative);
            }
        }
    }

    internal static void Describe(OracleCase asked)
    {
        foreach (string variable in asked.Texts("variables"))
        {
            double[] values = [.. asked.Table.Numbers(variable).Where(value => !double.IsNaN(value))];
            Moments moments = Moments.Of(values);
            void Give(string key, double value) => asked.Answer("describe", key, variable, value, Statistic);
            Give("n", moments.Count);
            Give("mean", moments.Mean);
            Give("sd", moments.StandardDeviation);
            Give("median", Quantile.Median(values));
            Give("q025_type7", Quantile.Type7(values, 0.025));
            Give("q25_type7", Quantile.Type7(values, 0.25));
            Give("q75_type7", Quantile.Type7(values, 0.75));
            Give("q975_type7", Quantile.Type7(values, 0.975));
            Give("q25_type6", Quantile.Type6(values, 0.25));
            Give("q75_type6", Quantile.Type6(values, 0.75));
            Give("skewness", Shape.Skewness(values));
            Give("kurtosis", Shape.Kurtosis(values));
            Give("mad", Shape.MedianAbsoluteDeviation(values));
            Give("min", values.Min());
            Give("max", values.Max());
        }
    }
}
