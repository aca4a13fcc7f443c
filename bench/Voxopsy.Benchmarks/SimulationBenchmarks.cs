using System.Collections.Immutable;
using System.Diagnostics;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Leakage;
using Voxopsy.Study.Results;
using Voxopsy.Study.Simulation;
using Voxopsy.Study.StudyFiles;

namespace Voxopsy.Benchmarks;

/// <summary>Simulated cohorts: what one costs, what can be found in it, and that nothing is found where there is nothing. Too long for tests.</summary>
internal static class SimulationBenchmarks
{
    internal static int Run(string? part, int count) => part switch
    {
        "null" => Null(count),
        "anchor" => Anchor(count),
        _ => Speed(),
    };

    /// <summary>CPU seconds a patient and phase, with one job, files written; the best of three.</summary>
    private static int Speed()
    {
        Console.WriteLine("| preset | images a patient | CPU s a patient and image |");
        Console.WriteLine("|---|---:|---:|");
        foreach (string preset in CohortSimulation.Presets)
        {
            double best = double.PositiveInfinity;
            int images = 0;
            for (int repeat = 0; repeat < 3; repeat++)
            {
                string folder = Directory.CreateTempSubdirectory("voxopsy-bench-").FullName;
                TimeSpan start = Process.GetCurrentProcess().TotalProcessorTime;
                CohortSimulation.Write(preset, folder, new SimulationSettings { Patients = 8, Seed = 3 }, new Progress<StageProgress>(), CancellationToken.None);
                double seconds = (Process.GetCurrentProcess().TotalProcessorTime - start).TotalSeconds;
                images = Directory.GetFiles(Path.Combine(folder, "images", "S00001")).Length;
                best = Math.Min(best, seconds / 8 / images);
                Directory.Delete(folder, recursive: true);
            }

            Console.WriteLine(FormattableString.Invariant($"| {preset} | {images} | {best:0.000} |"));
        }

        return 0;
    }

    /// <summary>Whole studies on the preset without anything to find: simulate, extract, fit, judge the held-out part; and the sandbox beside them.</summary>
    private static int Null(int runs)
    {
        const int Divisions = 5;
        Dictionary<string, (int Covered, double Sum)> models = [];
        List<ImmutableArray<LeakClaim>> claims = [];
        for (int run = 0; run < runs; run++)
        {
            string folder = Directory.CreateTempSubdirectory("voxopsy-bench-").FullName;
            CohortSimulation.Write(
                "null", folder, new SimulationSettings { Patients = 200, Seed = 1000 + run, Resolution = 16, Bootstrap = 0, Jobs = 1 }, new Progress<StageProgress>(), CancellationToken.None);
            string file = Path.Combine(folder, "study.yaml");
            string[] lines = [.. File.ReadLines(file).Select(line => line.StartsWith("validation:", StringComparison.Ordinal)
                ? "validation: {scheme: holdout, test_fraction: 0.3, stratify: [outcome, center], center: center}" : line)];
            File.WriteAllLines(file, lines);
            StudyDefinition study = StudyFileReader.Read(file);
            string results = Path.Combine(folder, "run");
            StudyResult result = new StudyRun(study, new RunSettings(results, 1, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System).Run(CancellationToken.None).Result!;
            foreach (ModelResult model in result.Models)
            {
                // An empty selection gives one score to all: its area is 0.5 without a spread.
                Estimate area = model.Cohorts[0].Auc;
                bool covers = double.IsNaN(area.Lower) || (area.Lower <= 0.5 && area.Upper >= 0.5);
                (int covered, double sum) = models.GetValueOrDefault(model.Name);
                models[model.Name] = (covered + (covers ? 1 : 0), sum + area.Value);
            }

            if (run % 4 == 0)
            {
                PreparedStudy prepared = new StudyPreparation(study, 1, new Progress<StageProgress>()).Prepare(new ArtifactCache(Path.Combine(results, "cache")), CancellationToken.None);
                claims.Add(new LeakSandbox(prepared.Tables[0], Divisions, new SeededRandom(run).For("sandbox")).Claims(1, new Progress<StageProgress>(), CancellationToken.None));
            }

            Directory.Delete(folder, recursive: true);
            if ((run + 1) % 10 == 0)
            {
                Console.Error.WriteLine(FormattableString.Invariant($"{run + 1} runs, covered {string.Join(' ', models.Select(model => $"{model.Key} {model.Value.Covered}"))}"));
            }
        }

        Console.WriteLine(FormattableString.Invariant($"| model | runs | intervals that cover 0.5 | mean AUC |"));
        Console.WriteLine("|---|---:|---:|---:|");
        foreach ((string model, (int covered, double sum)) in models)
        {
            Console.WriteLine(FormattableString.Invariant($"| {model} | {runs} | {covered} | {sum / runs:0.000} |"));
        }

        Console.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"| practice | measure | honest | claimed | cohorts of {claims.Count} where it claims more |"));
        Console.WriteLine("|---|---|---:|---:|---:|");
        for (int i = 0; i < claims[0].Length; i++)
        {
            LeakClaim[] one = [.. claims.Select(all => all[i]).Where(claim => double.IsFinite(claim.Excess))];
            Console.WriteLine(FormattableString.Invariant(
                $"| {one[0].Code} | {one[0].Measure} | {one.Average(claim => claim.Honest):0.000} | {one.Average(claim => claim.Claimed):0.000} | {one.Count(claim => claim.Excess > 0)} |"));
        }

        return 0;
    }

    /// <summary>What radiomics of noisy images and logistic regression reach on the preset whose best area is known.</summary>
    private static int Anchor(int runs)
    {
        Console.WriteLine("| seed | exact posterior of images, these patients | radiomics | all sources, these patients | radiomics + clinical |");
        Console.WriteLine("|---:|---:|---:|---:|---:|");
        double[] sums = new double[4];
        for (int run = 1; run <= runs; run++)
        {
            string folder = Directory.CreateTempSubdirectory("voxopsy-bench-").FullName;
            SimulationTruth truth = CohortSimulation.Write(
                "anchor90", folder, new SimulationSettings { Patients = 300, Seed = run, Bootstrap = 0, Repeats = 4, Jobs = 2 }, new Progress<StageProgress>(), CancellationToken.None);
            StudyDefinition study = StudyFileReader.Read(Path.Combine(folder, "study.yaml"));
            StudyResult result = new StudyRun(study, new RunSettings(Path.Combine(folder, "run"), 2, RunStage.Evaluate), new Progress<StageProgress>(), TimeProvider.System).Run(CancellationToken.None).Result!;
            double Area(string model) => result.Models.First(found => found.Name == model).Cohorts[0].Auc.Value;
            double[] row = [truth.Sources.First(source => source.Source == "image").DrawnArea, Area("radiomics"), truth.Sources.First(source => source.Source == "all").DrawnArea, Area("combined")];
            for (int i = 0; i < row.Length; i++)
            {
                sums[i] += row[i] / runs;
            }

            Console.WriteLine(FormattableString.Invariant($"| {run} | {row[0]:0.000} | {row[1]:0.000} | {row[2]:0.000} | {row[3]:0.000} |"));
            Directory.Delete(folder, recursive: true);
        }

        Console.WriteLine(FormattableString.Invariant($"| mean | {sums[0]:0.000} | {sums[1]:0.000} | {sums[2]:0.000} | {sums[3]:0.000} |"));
        return 0;
    }
}
