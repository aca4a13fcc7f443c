using Voxopsy.Statistics.Planning;
using Voxopsy.Testing;

namespace Voxopsy.Statistics.Tests.Discrimination;

/// <summary>Power of one ROC curve; the case names sizes and ratios in its second key.</summary>
internal static class RocPlanningAnswers
{
    internal static void Give(OracleCase asked)
    {
        asked.AnswerEach("power", expected =>
        {
            double[] sizes = [.. expected.Key2.Split('/').Select(OracleTable.Number)];
            return AreaSampleSize.Power(expected.NumericKey1, sizes[0], sizes[1]);
        }, 1e-10);
        asked.AnswerEach("ncases_for_power", expected =>
        {
            string[] parts = expected.Key2.Split('/');
            return AreaSampleSize.Cases(
                expected.NumericKey1, OracleTable.Number(parts[1]["power".Length..]), OracleTable.Number(parts[0]["kappa".Length..]));
        }, 1e-10);
    }
}
