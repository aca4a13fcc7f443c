using Voxopsy.Statistics.Planning;
using Voxopsy.Testing;
using static Voxopsy.Testing.OracleTally;

namespace Voxopsy.Statistics.Tests.Planning;

[Trait("Category", "Oracle")]
public sealed class SampleSizeOracleTests
{
    private const double Tolerance = 1e-6;

    [Fact]
    public void SampleSize_EveryCase_AgreesWithR() => StatisticsOracle.Run("sample_size", Answer);

    private static bool Answer(OracleCase asked)
    {
        if (asked.Has("shrinkage"))
        {
            foreach (string key in asked.Expected.Select(expected => expected.Key2).Distinct())
            {
                double[] given = Numbers(key);
                PredictionModelSampleSize size = PredictionModelSampleSize.Binary(
                    (int)given[0], given[1], given[2], asked.Number("shrinkage"), asked.Number("margin_of_error"));
                void Give(string quantity, double value, double tolerance = Tolerance) =>
                    asked.Answer(quantity, "", key, value, tolerance, Measure.Relative);
                Give("max_r2cs", size.LargestCoxSnell);
                Give("n1", size.ForShrinkage);
                Give("shrink2", size.ShrinkageForOptimism);
                Give("n2", size.ForOptimism);
                Give("n3", size.ForIntercept);
                Give("n", size.Patients, 0);
                Give("epp", size.EventsPerParameter);
            }

            return true;
        }

        if (!asked.Asks("n_t_test"))
        {
            return false;
        }

        asked.AnswerEach("n_t_test", one => ClassicalSampleSize.TwoMeans(one.NumericKey1, one.NumericKey2), Tolerance, Measure.Relative);
        asked.AnswerEach(
            "n_prop_test",
            one => ClassicalSampleSize.TwoProportions(Numbers(one.Key1)[0], Numbers(one.Key1)[1], one.NumericKey2),
            Tolerance,
            Measure.Relative);
        asked.AnswerEach(
            "buderer_n",
            one => ClassicalSampleSize.ForSensitivity(Numbers(one.Key1)[0], Numbers(one.Key1)[1], one.NumericKey2),
            Tolerance,
            Measure.Relative);
        return true;
    }

    private static double[] Numbers(string key) => [.. key.Split('|').Select(OracleTable.Number)];
}
