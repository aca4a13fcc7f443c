using System.Collections.Immutable;
using Voxopsy.Imaging;
using Voxopsy.Imaging.Phantoms;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation.Anatomies;

/// <summary>T2 and diffusion of the rectum, on grids of their own; each has its mask.</summary>
internal sealed record RectalImages : ISimulatedAnatomy
{
    /// <inheritdoc/>
    public ImmutableArray<(string Name, string Path, string Modality)> Images =>
    [
        ("T2", "images/{patient_id}/t2.nii.gz", "MR"),
        ("DWI", "images/{patient_id}/dwi.nii.gz", "MR"),
        ("ADC", "images/{patient_id}/adc.nii.gz", "MR"),
    ];

    /// <inheritdoc/>
    public string MaskLines => """
          tumour: {path: "masks/{patient_id}.nii.gz", label: 1, on: T2, readers: ["masks/reader2/{patient_id}.nii.gz"]}
          tumour-diffusion: {path: "masks/diffusion/{patient_id}.nii.gz", label: 1, on: ADC}
        """;

    /// <inheritdoc/>
    public IEnumerable<(string Path, Volume Volume)> Draw(StudyPreset preset, SimulatedPatient patient, SimulationSettings settings, SeededRandom random)
    {
        RectalAnatomy anatomy = new()
        {
            LengthMillimeters = preset.Parameter(patient, "length_mm"),
            ThicknessMillimeters = preset.Parameter(patient, "thickness_mm"),
            Diffusion = preset.Parameter(patient, "adc"),
            Texture = preset.Parameter(patient, "texture_sd"),
            InvadedVeinMillimeters = preset.Parameter(patient, "vein_mm"),
        };
        RectalPhantom phantom = new(anatomy, 80.0 / settings.Resolution, random.For("phantom").NextBits());
        Acquisition scanner = patient.Site.Scanner with { Gain = patient.Site.Scanner.Gain * Math.Exp(0.15 * random.For("gain").NextNormal()) };
        Acquisition diffusion = scanner with { SliceMillimeters = 5, KernelMillimeters = 1 };
        yield return ($"masks/{patient.Id}.nii.gz", phantom.Labels(scanner.SliceMillimeters));
        yield return ($"masks/diffusion/{patient.Id}.nii.gz", phantom.DiffusionLabels(diffusion.SliceMillimeters));
        if (patient.IsReread)
        {
            yield return ($"masks/reader2/{patient.Id}.nii.gz", phantom.Reread(scanner.SliceMillimeters, 0.9, 0));
        }

        yield return ($"images/{patient.Id}/t2.nii.gz", phantom.T2(scanner));
        (Volume weighted, Volume coefficient) = phantom.Diffusion(diffusion);
        yield return ($"images/{patient.Id}/dwi.nii.gz", weighted);
        yield return ($"images/{patient.Id}/adc.nii.gz", coefficient);
    }
}
