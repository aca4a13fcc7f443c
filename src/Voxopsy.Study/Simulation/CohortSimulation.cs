using System.Collections.Immutable;
using System.Globalization;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Nifti;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Simulation.Presets;

namespace Voxopsy.Study.Simulation;

/// <summary>Simulates the cohort of a study whose truth is known: images, masks, a clinical table, the truth, and a study file that runs.</summary>
public static class CohortSimulation
{
    /// <summary>Gets the names of the presets: the five studies, <c>anchor90</c> and <c>null</c>.</summary>
    public static ImmutableArray<string> Presets => PresetCatalog.Names;

    /// <summary>The number of patients of the printed study that a preset follows.</summary>
    /// <param name="preset">Its name.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static int PrintedPatients(string preset) => PresetCatalog.Named(preset).PrintedPatients;

    /// <summary>Writes a cohort.</summary>
    /// <param name="preset">The preset.</param>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="settings">How.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellation">Stops between two patients.</param>
    /// <returns>What is known about the cohort.</returns>
    /// <exception cref="ArgumentException">There is no such preset, or a setting is out of its range.</exception>
    public static SimulationTruth Write(string preset, string folder, SimulationSettings settings, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(progress);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Patients, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.Resolution, 16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Resolution, 128);
        StudyPreset study = PresetCatalog.Named(preset);
        ImmutableArray<SimulatedPatient> patients = Draw(study, settings);
        Directory.CreateDirectory(folder);
        if (settings.Content == SimulatedContent.Everything)
        {
            WriteImages(folder, patients.Length, settings, progress, i => study.Anatomy.Draw(study, patients[i], settings, ImageRandom(settings, patients[i].Id)), cancellation);
        }

        AtomicFile.Write(Path.Combine(folder, "clinical.csv"), ClinicalTable.Text(study, patients, settings.Seed));
        return WriteTruth(study, patients, folder, settings);
    }

    /// <summary>The patients of a cohort.</summary>
    internal static ImmutableArray<SimulatedPatient> Draw(StudyPreset preset, SimulationSettings settings)
    {
        SimulatedSite[] sites = [.. preset.Sites.Select((site, number) => site.Confounded(settings.Confounding * (number - ((preset.Sites.Length - 1) / 2.0))))];
        SimulatedSite[] assigned = SimulatedSite.Assign(sites, settings.Patients);
        SeededRandom root = new(settings.Seed);
        return [.. assigned.Select((site, index) =>
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"S{index + 1:00000}");
            SeededRandom random = root.For("patient " + id);
            bool outcome = random.NextDouble() < site.Prevalence;
            return new SimulatedPatient(id, index + 1, site, outcome, preset.Model.Draw(outcome, site.Name, random));
        })];
    }

    /// <summary>What the images of a patient are drawn from.</summary>
    internal static SeededRandom ImageRandom(SimulationSettings settings, string patient) => new SeededRandom(settings.Seed).For("images " + patient);

    /// <summary>Draws and writes images side by side; a patient's files do not depend on the others.</summary>
    internal static void WriteImages(
        string folder, int patients, SimulationSettings settings, IProgress<StageProgress> progress, Func<int, IEnumerable<(string Path, Volume Volume)>> draw, CancellationToken cancellation)
    {
        int done = 0;
        progress.Report(new StageProgress("simulate", 0, patients, 0, "patient"));
        ParallelOptions options = new() { MaxDegreeOfParallelism = Math.Max(1, settings.Jobs), CancellationToken = cancellation };
        Parallel.For(0, patients, options, i =>
        {
            foreach ((string relative, Volume volume) in draw(i))
            {
                string path = Path.Combine(folder, relative.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                NiftiWriter.Write(path, volume);
            }

            progress.Report(new StageProgress("simulate", Interlocked.Increment(ref done), patients, 0, "patient"));
        });
    }

    /// <summary>Writes <c>truth.csv</c>, <c>truth.json</c> and <c>study.yaml</c>.</summary>
    internal static SimulationTruth WriteTruth(StudyPreset preset, ImmutableArray<SimulatedPatient> patients, string folder, SimulationSettings settings)
    {
        SimulationTruth truth = TruthTable.Write(preset, patients, folder, settings.Seed);
        if (settings.Content == SimulatedContent.Everything)
        {
            AtomicFile.Write(Path.Combine(folder, "study.yaml"), SimulatedStudyFile.Text(preset, settings));
        }

        return truth;
    }
}
