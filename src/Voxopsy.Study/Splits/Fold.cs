namespace Voxopsy.Study.Splits;

/// <summary>One division: who teaches and who judges.</summary>
/// <param name="Name">Its name, such as <c>r02f4</c>, <c>center=B</c> or <c>test</c>.</param>
/// <param name="Repeat">Its repeat, from 0.</param>
/// <param name="Training">Rows to learn from.</param>
/// <param name="HeldOut">Rows to be judged on; no patient is in both.</param>
public sealed record Fold(string Name, int Repeat, TrainingSet Training, HeldOutSet HeldOut);
