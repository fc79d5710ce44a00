// Fetched when somebody asks for it. The pages of doubles hold the sheet itself, so this is the door for the others.
export { default } from './UnjoinSheet'
