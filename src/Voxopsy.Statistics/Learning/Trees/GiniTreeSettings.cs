namespace Voxopsy.Statistics.Learning.Trees;

/// <summary>When a classification tree stops growing, and how many features a node looks at.</summary>
internal sealed record GiniTreeSettings(int MaximumDepth, double SmallestLeaf, double SmallestSplit, int FeaturesPerSplit, double SmallestGap);
