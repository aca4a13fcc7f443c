using Voxopsy.Statistics.Distributions;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Distributions;

/// <summary>Answers the case of the <c>tests</c> folder that names distribution functions and their arguments.</summary>
internal static class DistributionAnswers
{
    internal static void Give(OracleCase asked)
    {
        foreach (ExpectedQuantity expected in asked.Expected)
        {
            double[] at = [.. expected.Key2.Split('|').Select(OracleTable.Number)];
            double actual = expected.Key1 switch
            {
                "pnorm" => Normal.Cdf(at[0]),
                "pnorm_log" => Normal.LogCdf(at[0]),
                "qnorm" => Normal.Quantile(at[0]),
                "pt" => StudentT.Cdf(at[0], at[1]),
                "qt" => StudentT.Quantile(at[0], at[1]),
                "pchisq_upper" => ChiSquared.Upper(at[0], at[1]),
                "qchisq" => ChiSquared.Quantile(at[0], at[1]),
                "pf_upper" => FDistribution.Upper(at[0], at[1], at[2]),
                "qf" => FDistribution.Quantile(at[0], at[1], at[2]),
                "pbeta" => Beta.Cdf(at[0], at[1], at[2]),
                "qbeta" => Beta.Quantile(at[0], at[1], at[2]),
                "pwilcox" => RankSum.Cdf(at[0], (int)at[1], (int)at[2]),
                "psignrank" => SignedRank.Cdf(at[0], (int)at[1]),
                "ptukey_upper" => StudentizedRange.Upper(at[0], (int)at[1], at[2]),
                _ => double.PositiveInfinity,
            };
            double tolerance = expected.Key1 == "ptukey_upper" ? 1e-7 : expected.Key1.StartsWith('p') ? 1e-9 : 1e-11;

            // R's value below 1e-300 is 0; ours may still be above.
            bool vanished = expected.Number == 0;
            asked.Answer(
                expected.Quantity,
                expected.Key1,
                expected.Key2,
                actual,
                vanished ? 1e-300 : tolerance,
                vanished ? OracleTally.Measure.Absolute : OracleTally.Measure.Relative);
        }
    }
}
