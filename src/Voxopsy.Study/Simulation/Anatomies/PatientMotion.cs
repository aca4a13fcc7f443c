using Voxopsy.Imaging.Geometry;
using Voxopsy.Statistics.Numerics;

namespace Voxopsy.Study.Simulation.Anatomies;

/// <summary>How far a patient has moved between two phases.</summary>
internal static class PatientMotion
{
    /// <summary>Draws a shift; the phase on which masks are drawn has none.</summary>
    internal static PatientPoint Draw(StudyPreset preset, SimulationSettings settings, SeededRandom random)
    {
        bool isAsked = !double.IsNaN(settings.MotionMillimeters);
        double along = isAsked ? settings.MotionMillimeters : preset.MotionMillimeters.Along;
        double across = isAsked ? settings.MotionMillimeters : preset.MotionMillimeters.Across;
        double x = across * random.NextNormal();
        double y = across * random.NextNormal();
        return new PatientPoint(x, y, along * random.NextNormal());
    }
}
