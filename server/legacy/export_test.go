package legacy

// Sweep is what a start does with rows of uploads that were cut short.
var Sweep = (*Room).sweep

// Batch is how many people one act adds.
const Batch = batch
