using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Numerics;
using Voxopsy.Study.Artifacts;
using Voxopsy.Study.Checks;
using Voxopsy.Study.Simulation.Anatomies;
using Voxopsy.Study.Simulation.Presets;
using Voxopsy.Study.Tables;

namespace Voxopsy.Study.Simulation;

/// <summary>Real patients with painted phases: masks, grades and clinical values are theirs; texture, necrosis and enhancement are drawn from the grade.</summary>
/// <remarks>So the signal of shape and size is real and unknown, that of texture simulated and known: <c>truth.csv</c> tells the latter alone.</remarks>
public static class PaintedCohort
{
    private static readonly string[] s_columns = ["case_id", "batch", "sex", "age", "bmi", "radiographic_size_cm", "isup_grade", "high_grade", "mask"];

    /// <summary>Paints every graded patient of a folder, or the first so many.</summary>
    /// <param name="source">A folder with <c>clinical.csv</c> and the masks that its column <c>mask</c> names, laid out as the KiTS folder of the reference data.</param>
    /// <param name="folder">The folder to write.</param>
    /// <param name="settings">How; more patients than there are take all.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellation">Stops between two patients.</param>
    /// <exception cref="StudyException">The folder is not laid out so.</exception>
    public static SimulationTruth Write(string source, string folder, SimulationSettings settings, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(progress);
        string path = Path.Combine(source, "clinical.csv");
        if (!File.Exists(path))
        {
            throw Refused(path, "no such file", "a table with the columns " + string.Join(", ", s_columns));
        }

        CellTable table = TableReader.Read(path);
        if (s_columns.FirstOrDefault(column => !table.Has(column)) is { } absent)
        {
            throw Refused(path, $"no column '{absent}'", string.Join(", ", s_columns));
        }

        int[] rows = [.. Enumerable.Range(0, table.Rows.Length)
            .Where(row => table[row, "high_grade"] is "0" or "1" && table[row, "batch"] is "A" or "B" && File.Exists(Path.Combine(source, table[row, "mask"])))
            .Take(settings.Patients)];
        if (rows.Length == 0)
        {
            throw Refused(path, "no patient with 0 or 1 under 'high_grade', A or B under 'batch', and a mask", "at least one");
        }

        double prevalence = (double)rows.Count(row => table[row, "high_grade"] == "1") / rows.Length;
        StudyPreset painted = RenalPresets.Painted();
        StudyPreset preset = painted with { Sites = [.. painted.Sites.Select(site => site with { Prevalence = prevalence })] };
        ImmutableArray<SimulatedPatient> patients = [.. rows.Select((row, i) => Draw(preset, table, row, i + 1, settings))];
        Directory.CreateDirectory(folder);
        if (settings.Content == SimulatedContent.Everything)
        {
            CohortSimulation.WriteImages(folder, rows.Length, settings, progress, i => Paint(preset, Path.Combine(source, table[rows[i], "mask"]), patients[i], settings), cancellation);
        }

        AtomicFile.Write(Path.Combine(folder, "clinical.csv"), Clinical(table, rows));
        return CohortSimulation.WriteTruth(preset, patients, folder, settings);
    }

    private static SimulatedPatient Draw(StudyPreset preset, CellTable table, int row, int number, SimulationSettings settings)
    {
        string id = table[row, "case_id"];
        bool outcome = table[row, "high_grade"] == "1";
        SimulatedSite site = preset.Sites.First(site => site.Name == table[row, "batch"]);
        return new SimulatedPatient(id, number, site, outcome, preset.Model.Draw(outcome, site.Name, new SeededRandom(settings.Seed).For("patient " + id)));
    }

    private static IEnumerable<(string Path, Volume Volume)> Paint(StudyPreset preset, string mask, SimulatedPatient patient, SimulationSettings settings)
    {
        SeededRandom random = CohortSimulation.ImageRandom(settings, patient.Id);
        RenalAnatomy anatomy = new()
        {
            DiameterMillimeters = 0,
            Roughness = 0,
            NecroticShare = preset.Parameter(patient, "necrosis_share"),
            TextureMillimeters = preset.Parameter(patient, "texture_length_mm"),
        };
        RenalPhantom phantom = RenalPhantom.InMask(VolumeReader.Read(mask), anatomy, 102.4 / settings.Resolution, random.For("phantom").NextBits());
        return ((RenalImages)preset.Anatomy).Scans(phantom, preset, patient, settings, random);
    }

    private static string Clinical(CellTable table, int[] rows)
    {
        string[] kept = ["sex", "age", "bmi", "radiographic_size_cm", "isup_grade"];
        CsvText csv = new(["patient_id", "center", .. kept]);
        foreach (int row in rows)
        {
            csv.Row([table[row, "case_id"], table[row, "batch"], .. kept.Select(column => table[row, column])]);
        }

        return csv.ToString();
    }

    private static StudyException Refused(string path, string found, string expected) => new(StudyFault.DataCheck, new Problem
    {
        Severity = Severity.Error,
        Kind = ProblemKind.Table,
        Summary = "there is nothing to paint phases into",
        Where = path,
        Details = ["found     " + found, "expected  " + expected],
        Fix = "Name the folder that holds 'clinical.csv' and 'masks/'.",
    });
}
