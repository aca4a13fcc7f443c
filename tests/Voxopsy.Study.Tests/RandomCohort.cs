using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Tests;

/// <summary>Random cohorts for properties that must hold for any.</summary>
internal static class RandomCohort
{
    /// <summary>Patients with one to <paramref name="mostRows"/> rows, two centers, and features of which the first carries a signal of the given strength.</summary>
    internal static CaseTable Make(int patients, int features, double separation, SeededRandom random, int mostRows = 1)
    {
        List<string> ids = [];
        List<string> owners = [];
        List<string> centers = [];
        List<bool> outcomes = [];
        for (int patient = 0; patient < patients; patient++)
        {
            bool outcome = random.NextDouble() < 0.4;
            string center = random.NextInt(3) == 0 ? "B" : "A";
            int rows = 1 + random.NextInt(mostRows);
            for (int row = 0; row < rows; row++)
            {
                ids.Add(string.Create(CultureInfo.InvariantCulture, $"P{patient}/{row}"));
                owners.Add(string.Create(CultureInfo.InvariantCulture, $"P{patient}"));
                centers.Add(center);
                outcomes.Add(outcome);
            }
        }

        double[] shared = [.. ids.Select(_ => random.NextNormal())];
        double[][] columns = [.. Enumerable.Range(0, features).Select(feature => outcomes
            .Select((outcome, i) => (0.6 * shared[i]) + random.NextNormal() + (feature == 0 && outcome ? separation : 0))
            .ToArray())];
        return new CaseTable(
            "development",
            new FeatureTable([.. ids], [.. Enumerable.Range(0, features).Select(feature => new FeatureId(string.Create(CultureInfo.InvariantCulture, $"rad.f{feature}")))], columns),
            [.. outcomes],
            [.. owners],
            [.. centers],
            [.. outcomes.Zip(centers, (outcome, center) => (outcome ? "1" : "0") + "|" + center)]);
    }

    /// <summary>The same cohort with its outcomes dealt out anew.</summary>
    internal static CaseTable Shuffled(CaseTable cases, SeededRandom random)
    {
        bool[] outcomes = [.. cases.Outcomes];
        random.Shuffle<bool>(outcomes);
        return cases with { Outcomes = [.. outcomes], Strata = [.. outcomes.Select(outcome => outcome ? "1" : "0")] };
    }
}
