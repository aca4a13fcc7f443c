using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Statistics;
using Voxopsy.Statistics.Discrimination;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Leakage;
using Voxopsy.Study.Simulation;
using Voxopsy.Study.Simulation.Presets;
using Voxopsy.Study.Splits;

namespace Voxopsy.Study.Tests.Simulation;

/// <summary>On patients in whom nothing tells the outcome the small pipeline finds nothing, and leaky practices do. The run on images is a benchmark: simulation null RUNS.</summary>
public sealed class NullPresetTests
{
    [Fact]
    public void Null_200Cohorts_HeldOutIntervalsCoverOneHalf()
    {
        int covered = Enumerable.Range(0, 200).AsParallel().Count(seed =>
        {
            CaseTable cases = Quantities(200, seed);
            Fold fold = Split.Holdout(cases, 0.3, new SeededRandom(seed).For("split"));
            double[] scores = SandboxModel.Screened(fold.Training, fold.HeldOut.Features, new SeededRandom(seed).For("fit"));
            AreaUnderCurveEstimate area = AreaUnderCurve.DeLong(scores, [.. fold.HeldOut.Rows.Select(row => cases.Outcomes[row])]);
            return double.IsNaN(area.Lower) || (area.Lower <= 0.5 && area.Upper >= 0.5);
        });

        // 190 of 200 on average; 182 or more in 99% of all tries.
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{covered} of 200 intervals cover 0.5"));
        Assert.InRange(covered, 182, 200);
    }

    [Fact]
    public void Null_Sandbox_LeakyPracticesClaimMore()
    {
        Dictionary<string, LeakClaim> claims = new LeakSandbox(Quantities(120, 77), 8, new SeededRandom(1).For("sandbox"))
            .Claims(2, new Progress<StageProgress>(), TestContext.Current.CancellationToken).ToDictionary(claim => claim.Code);

        Assert.All(new[] { "L1", "L2", "L4" }, code => Assert.True(claims[code].Excess > 0.02, claims[code].ToString()));
    }

    /// <summary>The realised quantities of the images, each measured ten times with noise, as a table of features has them.</summary>
    private static CaseTable Quantities(int patients, long seed)
    {
        StudyPreset preset = PresetCatalog.Named("null");
        ImmutableArray<SimulatedPatient> drawn = CohortSimulation.Draw(preset, new SimulationSettings { Patients = patients, Seed = seed });
        List<FeatureId> names = [];
        List<double[]> columns = [];
        foreach (ParameterMap map in preset.Parameters)
        {
            double[] values = [.. drawn.Select(patient => map.At(preset.Z(patient, map.Latent)))];
            double mean = values.Average();
            double deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
            for (int copy = 0; copy < 10; copy++)
            {
                SeededRandom random = new SeededRandom(seed).For(string.Create(CultureInfo.InvariantCulture, $"{map.Name} {copy}"));
                names.Add(new FeatureId(string.Create(CultureInfo.InvariantCulture, $"rad.{map.Name}_{copy}")));
                columns.Add([.. values.Select(value => value + (deviation * random.NextNormal()))]);
            }
        }

        ImmutableArray<string> ids = [.. drawn.Select(patient => patient.Id)];
        return new CaseTable(
            "development", new FeatureTable(ids, [.. names], columns), [.. drawn.Select(patient => patient.Outcome)], ids, [.. drawn.Select(patient => patient.Site.Name)],
            [.. drawn.Select(patient => patient.Outcome ? "1" : "0")]);
    }
}
